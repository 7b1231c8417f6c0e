//! The program: everything it does is in the library; this hands over and turns the result into an exit status.

use std::process::ExitCode;

fn main() -> ExitCode {
    recount::cli::main()
}
