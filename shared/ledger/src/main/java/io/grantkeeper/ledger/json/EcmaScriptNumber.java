package io.grantkeeper.ledger.json;

import java.math.BigDecimal;

/** Formats a double as ECMAScript's Number.prototype.toString (ECMA-262, 6.1.6.1.20) does, which RFC 8785 requires. */
final class EcmaScriptNumber {
    private EcmaScriptNumber() {}

    /**
     * Formats a number.
     *
     * @throws IllegalArgumentException for infinities and not-a-number, which JSON cannot represent
     */
    static String write(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("JSON cannot represent the number %s".formatted(value));
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
     * Returns the shortest decimal that is parsed as the same double. Java's own result always has at least two digits.
     * If one digit would suffice, Java uses the second digit to get closer to the exact value.
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
