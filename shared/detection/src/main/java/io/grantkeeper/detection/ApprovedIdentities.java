package io.grantkeeper.detection;

import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.NonHumanIdentity;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The identities that the company has approved, according to its configuration. */
public interface ApprovedIdentities {
    /**
     * Returns whether a recorded approval covers an identity.
     *
     * @param product the product's id in the catalog, if it was recognized
     */
    boolean covers(NonHumanIdentity identity, Optional<String> product);

    /** Returns approvals that cover no identity. */
    static ApprovedIdentities none() {
        return (_, _) -> false;
    }

    /**
     * Returns approvals that match an identity's id, its product's id or the value of any of its aliases (client id,
     * slug), ignoring case. Display names are not compared, because anyone can choose one.
     */
    static ApprovedIdentities of(Collection<String> names) {
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
