package io.grantkeeper.permissions;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/** Interprets providers' permissions. Instances are thread-safe; each provider's data is loaded on first use. */
public final class PermissionVocabularies {
    private static final PermissionVocabularies STANDARD = new PermissionVocabularies();

    private final Map<PermissionProvider, PermissionVocabulary> vocabularies = new EnumMap<>(PermissionProvider.class);

    private PermissionVocabularies() {}

    /** Returns an instance with the vocabularies that ship with Grantkeeper. */
    public static PermissionVocabularies standard() {
        return STANDARD;
    }

    /**
     * Describes what a permission allows and how risky it is. Never throws an exception: if a permission is not
     * understood, its description says so.
     */
    public PermissionDescription describe(
            PermissionProvider provider, String permission, Optional<PermissionForm> kind) {
        List<String> parts = provider.split(permission);
        return vocabulary(provider).describe(parts.size() == 1 ? parts.getFirst() : permission.strip(), kind);
    }

    public PermissionDescription describe(PermissionProvider provider, String permission, PermissionForm kind) {
        return describe(provider, permission, Optional.of(kind));
    }

    public PermissionDescription describe(PermissionProvider provider, String permission) {
        return describe(provider, permission, Optional.empty());
    }

    /** Returns whether the first permission allows everything that the second one does. */
    public boolean implies(PermissionProvider provider, String broader, String narrower) {
        return vocabulary(provider).implies(broader.strip(), narrower.strip());
    }

    /** Returns the combined effective access of a grant's permissions, limited to the grant's reach. */
    public EffectiveAccess effectiveAccess(PermissionProvider provider, AccessGrant grant) {
        return EffectiveAccessCalculator.of(vocabulary(provider), grant);
    }

    /**
     * Determines whether a grant's effective access expanded between two observations, and which changes caused the
     * expansion.
     */
    public GrantComparisonResult compare(PermissionProvider provider, AccessGrant before, AccessGrant after) {
        return GrantComparison.of(vocabulary(provider), before, after);
    }

    /**
     * Assesses the risk of a grant, with reasons.
     *
     * @param exposure the circumstances of the grant that affect its risk
     */
    public RiskAssessment risk(PermissionProvider provider, AccessGrant grant, RiskContext exposure) {
        return RiskModel.assess(vocabulary(provider), grant, exposure);
    }

    /**
     * Returns the names of all permissions in a provider's vocabulary. Permissions that are not in the vocabulary can
     * also be described, but their meaning is only inferred.
     */
    public SequencedSet<String> vocabularyOf(PermissionProvider provider) {
        return vocabulary(provider).names();
    }

    /**
     * Returns the current meanings of a provider's permissions, so that they can be stored and compared with later
     * meanings.
     */
    public VocabularySnapshot snapshot(PermissionProvider provider) {
        return vocabulary(provider).snapshot(PermissionVocabulary.dataLines(provider));
    }

    /**
     * Returns the name of the Microsoft permission with this id; empty if the id is not known. Role assignments refer
     * to permissions by id.
     */
    public Optional<String> microsoftName(String id) {
        return MicrosoftPermissionIds.displayNameOf(id.strip());
    }

    /**
     * Returns the id of a Microsoft permission; empty if the permission is not known. A delegated and an application
     * permission with the same name have different ids.
     */
    public Optional<String> microsoftId(String name, PermissionForm kind) {
        return MicrosoftPermissionIds.idOf(name.strip(), kind);
    }

    private PermissionVocabulary vocabulary(PermissionProvider provider) {
        synchronized (vocabularies) {
            return vocabularies.computeIfAbsent(provider, PermissionVocabulary::load);
        }
    }
}
