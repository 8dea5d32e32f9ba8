package io.grantkeeper.connector.activity;

/**
 * Where a request came from, as the vendor's row states it.
 *
 * @param address the IP address; not validated
 * @param asn the number of the autonomous system, or 0 if the row does not state it
 * @param org the name of the network's operator
 * @param country the two-letter country code
 */
public record ActivityPlace(String address, long asn, String org, String country) {
    /** A row that states nothing about the place. */
    public static final ActivityPlace UNKNOWN = new ActivityPlace("", 0, "", "");
}
