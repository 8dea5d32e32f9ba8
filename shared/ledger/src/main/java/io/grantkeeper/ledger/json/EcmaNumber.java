package io.grantkeeper.ledger.json;

import java.math.BigDecimal;

/** A double as ECMAScript's Number.prototype.toString writes it (ECMA-262, 6.1.6.1.20), which RFC 8785 asks for. */
final class EcmaNumber {
    private EcmaNumber() {}

    /** @throws IllegalArgumentException for infinities and not-a-number, which JSON does not have */
    static String write(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("JSON has no number %s".formatted(value));
        }
        if (value == 0) {
            return "0";
        }
        return (value < 0 ? "-" : "") + positive(Math.abs(value));
    }

    private static String positive(double value) {
        BigDecimal shortest = shortest(value);
        String digits = shortest.unscaledValue().toString();
        int count = digits.length();
        int point = count - shortest.scale(); // digits before the decimal point
        if (count <= point && point <= 21) {
            return digits + "0".repeat(point - count);
        }
        if (0 < point && point <= 21) {
            return digits.substring(0, point) + "." + digits.substring(point);
        }
        if (-6 < point && point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        String exponent = (point > 0 ? "e+" : "e-") + Math.abs(point - 1);
        return count == 1 ? digits + exponent : digits.charAt(0) + "." + digits.substring(1) + exponent;
    }

    /**
     * The shortest decimal that reads back as the same double. Java writes that too, but never fewer than two digits, and
     * uses the second one to come closer where one would do.
     */
    private static BigDecimal shortest(double value) {
        BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (decimal.precision() == 2) {
            BigDecimal one = decimal.round(new java.math.MathContext(1)).stripTrailingZeros();
            if (one.doubleValue() == value) {
                return one;
            }
        }
        return decimal;
    }
}
