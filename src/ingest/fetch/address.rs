//! Which addresses may be asked: public ones. What a name leads to is checked where the connection is made, so that a name
//! cannot lead to one address when it is looked at and to another when it is used.

use std::{
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
};

use ureq::{
    Error,
    config::Config,
    http::Uri,
    unversioned::{
        resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver},
        transport::NextTimeout,
    },
};

/// Looks names up, and refuses those that lead, be it by one of their addresses, to a network that is not public.
#[derive(Debug, Default)]
pub(super) struct PublicOnly {
    names: DefaultResolver,
}

impl Resolver for PublicOnly {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.names.resolve(uri, config, timeout)?;
        match found.iter().find(|address| !is_public(address.ip())) {
            Some(address) => Err(Error::Io(io::Error::new(io::ErrorKind::PermissionDenied, refusal(address.ip())))),
            None => Ok(found),
        }
    }
}

fn refusal(address: IpAddr) -> String {
    format!("leads to {address}, which is no public address; --allow-private lets it through")
}

/// Not this machine, not a network of one's own, nothing reserved.
pub(super) fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let is_special = address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_broadcast()
        || address.is_documentation()
        || address.is_multicast();
    // "This network", shared by carriers, assignments of protocols, benchmarks, reserved.
    let is_reserved = a == 0
        || (a == 100 && b & 0xc0 == 64)
        || (a, b, c) == (192, 0, 0)
        || (a, b, c) == (192, 88, 99)
        || (a == 198 && b & 0xfe == 18)
        || a >= 240;
    !is_special && !is_reserved
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let s = address.segments();
    let last = || Ipv4Addr::from((u32::from(s[6]) << 16) | u32::from(s[7]));
    if let Some(mapped) = address.to_ipv4_mapped() {
        return is_public_v4(mapped);
    }
    // Translated (NAT64) and tunnelled (6to4): what counts is the address within.
    if s[..6] == [0x64, 0xff9b, 0, 0, 0, 0] {
        return is_public_v4(last());
    }
    if s[0] == 0x2002 {
        return is_public_v4(Ipv4Addr::from((u32::from(s[1]) << 16) | u32::from(s[2])));
    }
    // Only 2000::/3 is given out; of it Teredo, benchmarks and documentation are not.
    s[0] & 0xe000 == 0x2000
        && !(s[0] == 0x2001 && (s[1] == 0 || s[1] == 2 || s[1] & 0xfff0 == 0x10 || s[1] == 0xdb8))
        && s[0] & 0xfff0 != 0x3ff0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_public_addresses_are_public() {
        let public = |address: &str| is_public(address.parse().unwrap());
        for address in ["1.1.1.1", "93.184.215.14", "172.15.0.1", "172.32.0.1", "2606:4700::1111", "64:ff9b::101:101"] {
            assert!(public(address), "{address}");
        }
        for address in [
            "127.0.0.1",
            "127.9.9.9",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "100.127.0.1",
            "192.0.0.8",
            "192.0.2.1",
            "198.18.0.1",
            "198.19.1.1",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "fe80::1",
            "fec0::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2001::1",
            "2001:db8::1",
            "::7f00:1",
        ] {
            assert!(!public(address), "{address}");
        }
    }
}
