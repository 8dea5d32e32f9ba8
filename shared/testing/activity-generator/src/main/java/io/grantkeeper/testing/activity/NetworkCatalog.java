package io.grantkeeper.testing.activity;

import static io.grantkeeper.testing.activity.SimulatedNetwork.Kind.CORPORATE;
import static io.grantkeeper.testing.activity.SimulatedNetwork.Kind.HOSTING;
import static io.grantkeeper.testing.activity.SimulatedNetwork.Kind.ISP;
import static io.grantkeeper.testing.activity.SimulatedNetwork.Kind.TOR;

import java.util.List;
import java.util.stream.Stream;

/**
 * The networks of the simulation. The prefixes of cloud providers are parts of ranges that those providers publish;
 * company networks are invented.
 */
final class NetworkCatalog {
    static final List<SimulatedNetwork> CLOUDS = List.of(
            network("52.16.0.0/16", 16509, "AMAZON-02", "IE", "Dublin", HOSTING),
            network("3.120.0.0/16", 16509, "AMAZON-02", "DE", "Frankfurt", HOSTING),
            network("3.208.0.0/16", 14618, "AMAZON-AES", "US", "Ashburn", HOSTING),
            network("35.184.0.0/16", 396982, "GOOGLE-CLOUD-PLATFORM", "US", "Council Bluffs", HOSTING),
            network("34.76.0.0/16", 396982, "GOOGLE-CLOUD-PLATFORM", "BE", "Brussels", HOSTING),
            network("20.50.0.0/16", 8075, "MICROSOFT-CORP-MSN-AS-BLOCK", "NL", "Amsterdam", HOSTING),
            network("40.112.0.0/16", 8075, "MICROSOFT-CORP-MSN-AS-BLOCK", "US", "San Jose", HOSTING));
    static final List<SimulatedNetwork> OFFICES = List.of(
            network("193.24.10.0/24", 64500, "Example Works Berlin", "DE", "Berlin", CORPORATE),
            network("193.24.20.0/24", 64501, "Example Works Austin", "US", "Austin", CORPORATE),
            network("193.24.30.0/24", 64502, "Example Works Lyon", "FR", "Lyon", CORPORATE));
    static final List<SimulatedNetwork> HOMES = List.of(
            network("84.130.0.0/16", 3320, "Deutsche Telekom AG", "DE", "Berlin", ISP),
            network("88.64.0.0/16", 3209, "Vodafone GmbH", "DE", "Potsdam", ISP),
            network("2a02:908::/32", 3209, "Vodafone GmbH", "DE", "Potsdam", ISP),
            network("73.32.0.0/16", 7922, "COMCAST-7922", "US", "Austin", ISP),
            network("99.40.0.0/16", 7018, "ATT-INTERNET4", "US", "Dallas", ISP),
            network("90.10.0.0/16", 3215, "Orange S.A.", "FR", "Lyon", ISP),
            unlisted("78.200.0.0/16", 12322, "Free SAS", "FR", "Lyon", ISP));
    static final List<SimulatedNetwork> ABROAD = List.of(
            network("86.128.0.0/16", 2856, "British Telecommunications PLC", "GB", "London", ISP),
            network("126.0.0.0/16", 17676, "SoftBank Corp.", "JP", "Tokyo", ISP),
            network("49.36.0.0/16", 55836, "Reliance Jio Infocomm", "IN", "Mumbai", ISP),
            network("1.128.0.0/16", 1221, "Telstra Limited", "AU", "Sydney", ISP),
            network("189.10.0.0/16", 8167, "V tal", "BR", "Brasilia", ISP),
            unlisted("213.149.0.0/16", 13046, "Hrvatski Telekom", "HR", "Zagreb", ISP));
    static final List<SimulatedNetwork> RENTED = List.of(
            network("159.89.0.0/16", 14061, "DIGITALOCEAN-ASN", "US", "Clifton", HOSTING),
            network("51.68.0.0/16", 16276, "OVH SAS", "FR", "Gravelines", HOSTING),
            network("95.216.0.0/16", 24940, "Hetzner Online GmbH", "FI", "Helsinki", HOSTING),
            network("45.76.0.0/16", 20473, "AS-VULTR", "SG", "Singapore", HOSTING),
            network("146.70.0.0/16", 9009, "M247 Europe SRL", "RO", "Bucharest", HOSTING),
            network("172.104.0.0/16", 63949, "Akamai Connected Cloud", "US", "Cedar Knolls", HOSTING));
    static final List<SimulatedNetwork> EXITS = List.of(
            network("185.220.101.0/24", 60729, "Stiftung Erneuerbare Freiheit", "DE", "Berlin", TOR),
            network("199.249.230.0/24", 62744, "Quintex Alliance Consulting", "US", "San Angelo", TOR));
    static final SimulatedNetwork NEW_OFFICE_PROVIDER =
            network("185.40.16.0/24", 15943, "wilhelm.tel GmbH", "DE", "Berlin", ISP);

    private NetworkCatalog() {}

    static List<SimulatedNetwork> all() {
        return Stream.of(CLOUDS, OFFICES, HOMES, ABROAD, RENTED, EXITS, List.of(NEW_OFFICE_PROVIDER))
                .flatMap(List::stream)
                .toList();
    }

    private static SimulatedNetwork network(
            String prefix, int asn, String organization, String country, String city, SimulatedNetwork.Kind kind) {
        return new SimulatedNetwork(prefix, asn, organization, country, city, kind, true);
    }

    private static SimulatedNetwork unlisted(
            String prefix, int asn, String organization, String country, String city, SimulatedNetwork.Kind kind) {
        return new SimulatedNetwork(prefix, asn, organization, country, city, kind, false);
    }
}
