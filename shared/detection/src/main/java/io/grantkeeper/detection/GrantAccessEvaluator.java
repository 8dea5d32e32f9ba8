package io.grantkeeper.detection;

import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.approval.ApprovedGrant;
import io.grantkeeper.permissions.EffectiveAccess;
import io.grantkeeper.permissions.PermissionProvider;
import io.grantkeeper.permissions.PermissionVocabularies;
import java.util.Optional;

/** Translates a grant into the access that it gives. Policies and other code evaluate that access. */
public final class GrantAccessEvaluator {
    private final PermissionVocabularies permissions;

    public GrantAccessEvaluator(PermissionVocabularies permissions) {
        this.permissions = permissions;
    }

    /**
     * Returns the grant's access. Returns empty if the provider has no vocabulary: the access is then unknown, not
     * absent.
     */
    public Optional<EffectiveAccess> of(ProviderId provider, Grant grant) {
        return PermissionProvider.named(provider.value())
                .map(known -> permissions.effectiveAccess(known, AccessInterpreter.toAccessGrant(grant)));
    }

    /** Returns the access that approved permissions give; empty if the provider has no vocabulary. */
    public Optional<EffectiveAccess> of(ApprovedGrant approved) {
        return PermissionProvider.named(approved.provider().value())
                .map(known -> permissions.effectiveAccess(known, AccessInterpreter.toAccessGrant(approved)));
    }
}
