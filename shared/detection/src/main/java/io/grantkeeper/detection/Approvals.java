package io.grantkeeper.detection;

import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.NonHumanIdentity;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which identities the company has approved, as it says so itself. */
public interface Approvals {
    /**
     * Whether an approval of record covers an identity.
     *
     * @param product the catalogue's id of the product, where it was recognised
     */
    boolean covers(NonHumanIdentity identity, Optional<String> product);

    /** Nothing is approved. */
    static Approvals none() {
        return (_, _) -> false;
    }

    /**
     * Approvals by identity id, product id or any alias's value (client id, slug), compared without case. Display names
     * do not count: anyone can choose one.
     */
    static Approvals of(Collection<String> names) {
        Set<String> approved = names.stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        return (identity, product) -> approved.contains(identity.id().toString().toLowerCase(Locale.ROOT))
                || product.map(id -> approved.contains(id.toLowerCase(Locale.ROOT)))
                        .orElse(false)
                || identity.aliases().stream()
                        .map(Alias::value)
                        .anyMatch(value -> approved.contains(value.toLowerCase(Locale.ROOT)));
    }
}
