-- Reports are set against each other otherwise than before: where each event stands is reckoned anew.
INSERT OR IGNORE INTO unsettled SELECT id FROM event;
