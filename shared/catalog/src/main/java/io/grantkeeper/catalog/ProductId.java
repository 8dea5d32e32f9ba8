package io.grantkeeper.catalog;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The id of a product, which is the same at every provider and for every client id: a product has one id whether it is
 * installed in Slack or authorized in Google. The id consists of lowercase letters, digits and hyphens and never
 * changes after publication.
 */
public record ProductId(String value) implements Comparable<ProductId> {

    private static final Pattern SHAPE = Pattern.compile("[a-z0-9]++(?:-[a-z0-9]++)*+");

    public ProductId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "product id must be lowercase letters and digits joined by single hyphens, but is '" + value + "'");
        }
    }

    /**
     * Compares the values. The method is written by hand because the method that a record generates is slow until it is
     * compiled, and a cold start compares every product.
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ProductId that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public int compareTo(ProductId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
