package io.grantkeeper.testing.activity;

import java.util.Locale;

/**
 * A network from which a person or an app acts.
 *
 * @param prefix the addresses that the simulation uses, as a CIDR block with a length of 16 (IPv4) or 32 (IPv6)
 * @param listed whether the file of places contains the network, because real files are incomplete
 */
record SimulatedNetwork(
        String prefix, int asn, String organization, String country, String city, Kind kind, boolean listed) {
    /** The use of a network, as spelled in the file of places. */
    enum Kind {
        ISP,
        HOSTING,
        TOR,
        CORPORATE;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Returns the network's address with this number. The same number always gives the same address. */
    String address(int number) {
        int third = (number * 7 + 3) % 256;
        int fourth = (number * 31 + 11) % 254 + 1;
        String base = prefix.substring(0, prefix.indexOf('/'));
        if (base.contains(":")) {
            return base.replace("::", ":") + "0:0:0:0:" + Integer.toHexString(third) + ":"
                    + Integer.toHexString(fourth);
        }
        String[] parts = base.split("\\.", -1);
        boolean small = prefix.endsWith("/24");
        return parts[0] + "." + parts[1] + "." + (small ? parts[2] : Integer.toString(third)) + "." + fourth;
    }
}
