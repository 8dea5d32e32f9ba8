package io.grantkeeper.cli.cost;

import java.util.Map;

/**
 * The list prices of AWS in US dollars.
 *
 * @param region the region to which the prices apply
 * @param date the day on which the prices were looked up
 * @param note what the prices do not include
 * @param perUnit the prices by unit
 */
public record AwsPriceList(String region, String date, String note, Map<String, Price> perUnit) {
    /**
     * The price of one unit.
     *
     * @param dollars the price in US dollars
     * @param source the web page that states the price
     */
    public record Price(double dollars, String source) {}

    /** Returns the price list that ships with this release. */
    public static AwsPriceList standard() {
        return CostMeasurements.resource("prices.json", AwsPriceList.class);
    }

    double of(String unit) {
        Price price = perUnit.get(unit);
        if (price == null) {
            throw new IllegalStateException("prices.json has no price for '%s'".formatted(unit));
        }
        return price.dollars();
    }
}
