package io.grantkeeper.catalogue;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names one product across providers and client ids: the same product installed in Slack and consented to in Google has
 * one product id. Lower-case letters, digits and hyphens; once published it does not change.
 */
public record ProductId(String value) implements Comparable<ProductId> {

    private static final Pattern SHAPE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    public ProductId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "product id must be lower-case letters and digits joined by single hyphens, but is '" + value
                            + "'");
        }
    }

    /** By hand: what records have of themselves is slow until it is compiled, and starts ask it of every product. */
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
