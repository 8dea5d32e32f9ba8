package io.grantkeeper.detection;

import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.permissions.EffectiveAccess;
import io.grantkeeper.permissions.Permissions;
import io.grantkeeper.permissions.Provider;
import java.util.Optional;

/** What a grant lets its holder do, for those who judge it. */
public final class GrantAccess {
    private final Permissions permissions;

    public GrantAccess(Permissions permissions) {
        this.permissions = permissions;
    }

    /** Empty where the provider has no vocabulary: that is not known, and never nothing. */
    public Optional<EffectiveAccess> of(ProviderId provider, Grant grant) {
        return Provider.named(provider.value())
                .map(known -> permissions.effectiveAccess(known, Meaning.whole(grant)));
    }
}
