package io.grantkeeper.local.cost;

import java.util.Map;

/**
 * List prices in US dollars.
 *
 * @param region where they hold
 * @param date when they were looked up
 * @param note what they are not
 * @param perUnit by what is paid for
 */
public record Prices(String region, String date, String note, Map<String, Price> perUnit) {
    /**
     * One price.
     *
     * @param source where it was read
     */
    public record Price(double dollars, String source) {}

    /** Those of this version. */
    public static Prices standard() {
        return Measurements.resource("prices.json", Prices.class);
    }

    double of(String unit) {
        Price price = perUnit.get(unit);
        if (price == null) {
            throw new IllegalStateException("prices.json has no price of '%s'".formatted(unit));
        }
        return price.dollars();
    }
}
