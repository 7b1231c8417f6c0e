//! What a site lets programs fetch: the robots exclusion protocol (RFC 9309).

use std::time::Duration;

/// Longer files are read so far, as the protocol lets.
pub(super) const LONGEST: usize = 500 << 10;

/// A site that asks for longer pauses than this is given these.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// The rules of one site that are meant for us.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Robots {
    /// Allowed or not, and the pattern of paths.
    rules: Vec<(bool, String)>,
    /// Between two requests.
    pub pause: Option<Duration>,
}

impl Robots {
    /// The groups that name `us`, else those for everybody.
    pub fn read(text: &str, us: &str) -> Self {
        let (mut ours, mut everybodys) = (None::<Self>, Self::default());
        let (mut is_ours, mut is_everybodys, mut naming) = (false, false, false);
        for line in text.lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else { continue };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            if key == "user-agent" {
                if !naming {
                    (is_ours, is_everybodys) = (false, false);
                }
                naming = true;
                is_everybodys |= value == "*";
                is_ours |= value.eq_ignore_ascii_case(us);
                continue;
            }
            naming = false;
            if is_ours {
                ours.get_or_insert_default().take(&key, value);
            } else if is_everybodys {
                everybodys.take(&key, value);
            }
        }
        ours.unwrap_or(everybodys)
    }

    fn take(&mut self, key: &str, value: &str) {
        match key {
            "allow" | "disallow" if !value.is_empty() => self.rules.push((key == "allow", value.to_owned())),
            "crawl-delay" => {
                let seconds = value.parse().ok().and_then(|s| Duration::try_from_secs_f64(s).ok());
                self.pause = seconds.map(|pause| pause.min(LONGEST_PAUSE));
            }
            _ => {}
        }
    }

    /// The longest pattern that fits decides; of two as long, the one that allows.
    pub fn allow(&self, path: &str) -> bool {
        let fitting = self.rules.iter().filter(|(_, pattern)| fits(pattern, path));
        fitting.max_by_key(|(allowed, pattern)| (pattern.len(), *allowed)).is_none_or(|(allowed, _)| *allowed)
    }
}

/// `*` stands for any characters, `$` at the end for the end.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, to_the_end) = pattern.strip_suffix('$').map_or((pattern, false), |rest| (rest, true));
    let mut parts = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let parts: Vec<_> = parts.collect();
    for (n, part) in parts.iter().enumerate() {
        if to_the_end && n + 1 == parts.len() {
            return rest.ends_with(part);
        }
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    !to_the_end || rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_rule_decides() {
        let robots = Robots::read(
            "# all\nUser-agent: *\nDisallow: /\n\nUser-agent: other\nUser-agent: Recount\nDisallow: /private\n\
             Allow: /private/open\nDisallow: /*.php$\nDisallow: /a*b*c\nCrawl-delay: 2.5\nSitemap: x\n",
            "recount",
        );
        let allowed = ["/", "/private/open/1", "/x.php?a=1", "/a-c", "/index"].map(|path| robots.allow(path));
        assert_eq!(allowed, [true; 5]);
        let forbidden = ["/private", "/private/x", "/x.php", "/a-b-c-d"].map(|path| robots.allow(path));
        assert_eq!(forbidden, [false; 4]);
        assert_eq!(robots.pause, Some(Duration::from_millis(2500)));
    }

    #[test]
    fn who_is_not_named_keeps_to_the_rules_for_everybody() {
        let text = "User-agent: other\nDisallow: /\n\nUser-agent: *\nDisallow: /tmp\nCrawl-delay: 1e9";
        let robots = Robots::read(text, "recount");
        assert!(robots.allow("/a") && !robots.allow("/tmp/a"));
        assert_eq!(robots.pause, Some(LONGEST_PAUSE));
        assert!(Robots::read("<html>not found</html>", "recount").allow("/anything"));
        assert!(Robots::read("User-agent: *\nDisallow:", "recount").allow("/anything"));
        assert!(!Robots::read("User-agent: a\nDisallow: /b\nUser-agent: recount\nDisallow: /c", "recount").allow("/c"));
    }
}
