//! A server of this process alone, on the loopback address: answers as a test says and keeps what was asked.

#![allow(dead_code, reason = "each test binary uses its part")]

use std::{
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
};

pub struct Server {
    address: String,
    asked: Arc<Mutex<Vec<String>>>,
}

pub struct Asked {
    pub path: String,
    /// Requests that came before.
    pub number: usize,
    headers: Vec<(String, String)>,
}

impl Asked {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

pub struct Answer {
    /// None keeps the connection open and says nothing.
    status: Option<u16>,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Answer {
    pub fn status(status: u16) -> Self {
        Self { status: Some(status), headers: Vec::new(), body: Vec::new() }
    }

    pub fn silence() -> Self {
        Self { status: None, headers: Vec::new(), body: Vec::new() }
    }

    pub fn of(kind: &str, body: impl Into<Vec<u8>>) -> Self {
        Self { body: body.into(), ..Self::status(200) }.with("Content-Type", kind)
    }

    pub fn page(html: &str) -> Self {
        Self::of("text/html; charset=utf-8", html)
    }

    pub fn text(text: &str) -> Self {
        Self::of("text/plain", text)
    }

    /// So many bytes of nothing, in few.
    pub fn packed(bytes: usize) -> Self {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        let block = vec![b' '; 1 << 20];
        (0..bytes >> 20).for_each(|_| packed.write_all(&block).unwrap());
        Self::of("text/html", packed.finish().unwrap()).with("Content-Encoding", "gzip")
    }

    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }
}

impl Server {
    pub fn new(answer: impl Fn(&Asked) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (kept, answer) = (Arc::clone(&asked), Arc::new(answer));
        // Ends with the test's process.
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (kept, answer) = (Arc::clone(&kept), Arc::clone(&answer));
                std::thread::spawn(move || serve(&stream, &kept, &*answer));
            }
        });
        Self { address, asked }
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// The paths asked for, in order.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

fn serve(stream: &TcpStream, kept: &Mutex<Vec<String>>, answer: &dyn Fn(&Asked) -> Answer) {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let Some(path) = lines.next().and_then(|line| line.split(' ').nth(1).map(str::to_owned)) else { return };
    let headers = lines.by_ref().take_while(|line| !line.is_empty());
    let headers = headers
        .filter_map(|line| line.split_once(':').map(|(key, value)| (key.to_lowercase(), value.trim().to_owned())))
        .collect();
    let number = {
        let mut kept = kept.lock().unwrap();
        kept.push(path.clone());
        kept.len() - 1
    };
    let Answer { status, headers, body } = answer(&Asked { path, number, headers });
    let Some(status) = status else {
        // Until the other end gives up.
        lines.next();
        return;
    };
    let fields: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let mut to = stream;
    // The other end may have gone: that is its test.
    let _ = write!(to, "HTTP/1.1 {status} x\r\nContent-Length: {}\r\nConnection: close\r\n{fields}\r\n", body.len());
    let _ = to.write_all(&body);
}
