package io.grantkeeper.behavior;

/**
 * The network that a request came from.
 *
 * @param network the name of the network at the level at which novelty is judged: {@code AS64500}, or the address block
 *     if the autonomous system is unknown. Empty if the row contains no valid address
 * @param prefix the most specific known block that contains the address
 * @param org the operator's name; empty if unknown
 * @param country the two-letter code in uppercase; empty if unknown
 * @param listed whether the place database contains the address
 */
record Place(String network, String prefix, String org, String country, PlaceKind kind, boolean listed) {
    static final Place NOWHERE = new Place("", "", "", "", PlaceKind.UNKNOWN, false);

    boolean isKnown() {
        return !network.isEmpty();
    }

    /** Returns a phrase that describes the place: {@code Example Cloud (AS64500), a hosting provider in DE}. */
    String text() {
        String who = org.isEmpty() ? network : org + (network.startsWith("AS") ? " (" + network + ")" : "");
        String where = country.isEmpty() ? "" : " in " + country;
        return kind == PlaceKind.UNKNOWN ? who + where : who + ", " + kind.text() + where;
    }
}
