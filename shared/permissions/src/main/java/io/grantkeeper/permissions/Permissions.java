package io.grantkeeper.permissions;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * The meaning of permissions. Immutable to its users and safe to share between threads; each provider's data is read
 * when first asked for.
 */
public final class Permissions {
    private static final Permissions STANDARD = new Permissions();

    private final Map<Provider, Vocabulary> vocabularies = new EnumMap<>(Provider.class);

    private Permissions() {}

    /** The vocabularies that ship with Grantkeeper. */
    public static Permissions standard() {
        return STANDARD;
    }

    /** What a permission lets one do and how risky that is. Never fails: what is not understood says so. */
    public PermissionDescription describe(Provider provider, String permission, Optional<PermissionKind> kind) {
        List<String> parts = provider.split(permission);
        return vocabulary(provider).describe(parts.size() == 1 ? parts.getFirst() : permission.strip(), kind);
    }

    public PermissionDescription describe(Provider provider, String permission, PermissionKind kind) {
        return describe(provider, permission, Optional.of(kind));
    }

    public PermissionDescription describe(Provider provider, String permission) {
        return describe(provider, permission, Optional.empty());
    }

    /** Whether whoever holds the first permission has all that the second gives. */
    public boolean implies(Provider provider, String wider, String narrower) {
        return vocabulary(provider).implies(wider.strip(), narrower.strip());
    }

    /** What a grant lets one do, all of its permissions together, within the reach that the grant gives them. */
    public EffectiveAccess effectiveAccess(Provider provider, AccessGrant grant) {
        return AccessCalculator.of(vocabulary(provider), grant);
    }

    /** Whether, and by what, the effective reach of a grant grew from one observation to the next. */
    public Comparison compare(Provider provider, AccessGrant before, AccessGrant after) {
        return GrantComparison.of(vocabulary(provider), before, after);
    }

    /** How much there is to fear from a grant, all known circumstances considered, and why. */
    public RiskAssessment risk(Provider provider, AccessGrant grant, Exposure exposure) {
        return RiskModel.assess(vocabulary(provider), grant, exposure);
    }

    /** The permissions of a provider's vocabulary, by name. What is not among them is inferred. */
    public SequencedSet<String> vocabularyOf(Provider provider) {
        return vocabulary(provider).names();
    }

    /** What a provider's permissions mean now, to be kept and compared with what they will mean later. */
    public VocabularySnapshot snapshot(Provider provider) {
        return vocabulary(provider).snapshot(Vocabulary.dataLines(provider));
    }

    /** The name of a Microsoft permission from the id under which role assignments refer to it. */
    public Optional<String> microsoftName(String id) {
        return MicrosoftIds.displayNameOf(id.strip());
    }

    /** The id of a Microsoft permission, which differs between its delegated and its application form. */
    public Optional<String> microsoftId(String name, PermissionKind kind) {
        return MicrosoftIds.idOf(name.strip(), kind);
    }

    private Vocabulary vocabulary(Provider provider) {
        synchronized (vocabularies) {
            return vocabularies.computeIfAbsent(provider, Vocabulary::load);
        }
    }
}
