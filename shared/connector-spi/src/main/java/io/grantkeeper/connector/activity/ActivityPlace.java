package io.grantkeeper.connector.activity;

/**
 * The origin of a request, as given in the vendor's row.
 *
 * @param address the IP address; not validated
 * @param asn the number of the autonomous system; 0 if the row does not contain it
 * @param org the name of the network's operator
 * @param country the two-letter country code
 */
public record ActivityPlace(String address, long asn, String org, String country) {
    /** The value for rows that do not state where the request came from. */
    public static final ActivityPlace UNKNOWN = new ActivityPlace("", 0, "", "");
}
