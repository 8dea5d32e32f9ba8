package io.grantkeeper.detection;

import io.grantkeeper.catalog.AiAppVerdict;
import io.grantkeeper.catalog.AppCatalog;
import io.grantkeeper.catalog.AppDescription;
import io.grantkeeper.catalog.AppObjectType;
import io.grantkeeper.catalog.AppRecognition;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.approval.ApprovedGrant;
import io.grantkeeper.identity.basis.Assumption;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.permissions.AccessGrant;
import io.grantkeeper.permissions.EffectiveAccess;
import io.grantkeeper.permissions.EscalationPotential;
import io.grantkeeper.permissions.ExpiryTime;
import io.grantkeeper.permissions.GrantComparisonResult;
import io.grantkeeper.permissions.PermissionForm;
import io.grantkeeper.permissions.PermissionProvider;
import io.grantkeeper.permissions.PermissionVocabularies;
import io.grantkeeper.permissions.RiskAssessment;
import io.grantkeeper.permissions.RiskContext;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Translates grants into capabilities, and apps into products. No other class connects the model with the permission
 * vocabularies and the app catalog. For a provider without a vocabulary, the meaning of a grant is reported as unknown,
 * never as harmless.
 */
final class AccessInterpreter {
    /** The attribute in which Entra's connector records the tenant that owns an app. */
    private static final String HOME_TENANT = "home-tenant";

    /** The providers at which an app's developer or an administrator states the app's hosts. */
    private static final Set<String> STATES_HOSTS = Set.of("slack", "okta");

    private final PermissionVocabularies permissions;
    private final AppCatalog catalogue;

    AccessInterpreter(PermissionVocabularies permissions, AppCatalog catalogue) {
        this.permissions = permissions;
        this.catalogue = catalogue;
    }

    /**
     * Compares only the permissions of a grant before and after a change. The result is empty if the provider has no
     * permission vocabulary.
     */
    Optional<GrantComparisonResult> compareScopes(ProviderId provider, Grant before, Grant after) {
        return known(provider).map(known -> permissions.compare(known, scopesOf(before), scopesOf(after)));
    }

    /**
     * Compares only the reach of a grant before and after a change, with the permissions after the change in both
     * cases. The result is empty if the provider has no permission vocabulary.
     */
    Optional<GrantComparisonResult> compareReach(ProviderId provider, Grant before, Grant after) {
        List<String> scopes = List.copyOf(after.scopes());
        return known(provider)
                .map(known -> permissions.compare(
                        known,
                        reachOf(before).withScopes(scopes),
                        reachOf(after).withScopes(scopes)));
    }

    /**
     * Returns the capabilities of a grant, most severe first, in words such as "read all of your mail". If its
     * permissions have no known meaning, the result lists their names instead.
     */
    List<String> describe(ProviderId provider, Grant grant) {
        return known(provider)
                .map(known ->
                        permissions.effectiveAccess(known, toAccessGrant(grant)).inPlainWords())
                .filter(words -> !words.isEmpty())
                .orElseGet(() -> grant.scopes().isEmpty()
                        ? List.of()
                        : List.of("use permissions whose meaning is unknown: " + String.join(", ", grant.scopes())));
    }

    /**
     * Returns the capabilities that other permissions would give if they were granted in the same way as the given
     * grant; empty if the provider has no permission vocabulary.
     *
     * @param like the grant whose reach applies
     * @param scopes the other permissions
     */
    List<String> describe(ProviderId provider, Grant like, Collection<String> scopes) {
        return known(provider)
                .map(known -> permissions
                        .effectiveAccess(known, reachOf(like).withScopes(List.copyOf(scopes)))
                        .inPlainWords())
                .orElse(List.of());
    }

    /** Returns the assumptions on which the description of a grant's capabilities relies. */
    SortedSet<Assumption> assumptions(ProviderId provider, Grant grant) {
        SortedSet<Assumption> assumptions = new TreeSet<>();
        Optional<EffectiveAccess> access =
                known(provider).map(known -> permissions.effectiveAccess(known, toAccessGrant(grant)));
        if (access.isEmpty() || !access.get().notUnderstood().isEmpty()) {
            assumptions.add(Assumption.MEANING_UNKNOWN);
        }
        if (access.filter(known -> !known.inferred().isEmpty()).isPresent()) {
            assumptions.add(Assumption.MEANING_INFERRED);
        }
        if (access.filter(EffectiveAccess::unbounded).isPresent()) {
            assumptions.add(Assumption.REACH_UNBOUNDED);
        }
        return assumptions;
    }

    /**
     * Returns the assumptions on which the AI verdict relies. A verdict relies on resemblance unless the provider lists
     * the identity as an agent, or its client id, its verified publisher or its hosts belong to a known vendor.
     */
    static SortedSet<Assumption> assumptions(NonHumanIdentity identity, AppRecognition recognition) {
        boolean confirmed = isAgentByType(identity)
                || recognition.evidence().stream().anyMatch(evidence -> switch (evidence.kind()) {
                    case AGENT_TYPE, CLIENT_ID, VERIFIED_PUBLISHER, DOMAIN -> true;
                    case STATED_PUBLISHER, NAME, WORDS, PERMISSIONS -> false;
                });
        return recognition.verdict() == AiAppVerdict.YES && !confirmed
                ? new TreeSet<>(List.of(Assumption.AI_BY_RESEMBLANCE))
                : new TreeSet<>();
    }

    /**
     * Returns whether Grantkeeper has a permission vocabulary for this provider, so that the meaning of grants is
     * known.
     */
    boolean isUnderstood(ProviderId provider) {
        return known(provider).isPresent();
    }

    /**
     * The capabilities that a grant's unused permissions give in addition to the capabilities that the recorded usage
     * needs.
     *
     * @param words the additional capabilities; empty if the needed permissions already give all of them
     * @param severity the severity of the unused permissions alone
     * @param ofWeight whether the unused permissions matter: without them, the grant's risk assessment would have a
     *     smaller breadth or a different escalation, or they are at least of medium severity on their own
     */
    record Surplus(List<String> words, Severity severity, boolean ofWeight) {}

    /**
     * Returns the capabilities that a grant's unused permissions give in addition to the capabilities that the recorded
     * usage needs.
     *
     * @param like the grant whose reach applies
     * @param enough the permissions that the recorded usage needs
     * @param excess the unused permissions
     */
    Surplus surplus(NonHumanIdentity identity, Grant like, List<String> enough, List<String> excess) {
        Optional<PermissionProvider> known = known(identity.provider());
        if (known.isEmpty() || excess.isEmpty()) {
            return new Surplus(List.of(), Severity.UNKNOWN, false);
        }
        AccessGrant grant = reachOf(like);
        List<String> all = Stream.concat(enough.stream(), excess.stream()).toList();
        GrantComparisonResult more = permissions.compare(known.get(), grant.withScopes(enough), grant.withScopes(all));
        RiskAssessment without = permissions.risk(known.get(), grant.withScopes(enough), RiskContext.unknown());
        RiskAssessment with = permissions.risk(known.get(), grant.withScopes(all), RiskContext.unknown());
        Severity severity = risk(permissions.risk(known.get(), grant.withScopes(excess), RiskContext.unknown()))
                .severity();
        boolean reachesLess = with.breadth().orElse(0) > without.breadth().orElse(0)
                || !with.escalation().equals(without.escalation());
        return new Surplus(
                more.expanded() ? more.gained() : List.of(),
                severity,
                reachesLess || severity.atLeast(Severity.MEDIUM));
    }

    record Risk(Severity severity, List<String> reasons) {}

    Risk risk(NonHumanIdentity identity, Grant grant, AppRecognition recognition) {
        RiskContext exposure = RiskContext.unknown().withFirstParty(recognition.firstParty());
        return known(identity.provider())
                .map(known -> permissions.risk(known, toAccessGrant(grant), exposure))
                .map(AccessInterpreter::risk)
                .orElseGet(() -> new Risk(Severity.UNKNOWN, List.of("The meaning of its permissions is unknown.")));
    }

    private static Risk risk(RiskAssessment assessment) {
        Severity severity =
                switch (assessment.tier()) {
                    case CRITICAL -> Severity.CRITICAL;
                    case HIGH -> Severity.HIGH;
                    case MEDIUM -> Severity.MEDIUM;
                    case LOW -> Severity.LOW;
                    case UNKNOWN -> Severity.UNKNOWN;
                };
        // If the escalation is limited, the first reason only repeats the capabilities, which the finding already
        // lists.
        boolean limited = assessment
                .escalation()
                .filter(EscalationPotential.LIMITED::equals)
                .isPresent();
        return new Risk(
                severity,
                assessment.reasons().stream()
                        .skip(limited ? 1 : 0)
                        .map(AccessInterpreter::asSentence)
                        .toList());
    }

    private static String asSentence(String words) {
        String start = words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
        return start.endsWith(".") ? start : start + ".";
    }

    AppRecognition recognize(NonHumanIdentity identity, Collection<String> scopes) {
        Optional<String> publisher = identity.publisher().toOptional();
        return catalogue.recognize(new AppDescription(
                Optional.of(identity.provider().value()),
                identity.aliases().stream()
                        .filter(alias -> alias.scheme().endsWith("client-id"))
                        .map(Alias::value)
                        .findFirst(),
                Optional.of(identity.displayName().raw()),
                publisher,
                // Connectors record a publisher only if the provider has verified or assigned it.
                publisher.isPresent(),
                hosts(identity),
                Set.copyOf(scopes),
                form(identity),
                Optional.ofNullable(identity.attributes().get(HOME_TENANT)),
                identity.aliases().stream()
                        .flatMap(AccessInterpreter::otherId)
                        .collect(Collectors.toUnmodifiableSet())));
    }

    /**
     * Returns the hosts that say something about the app's developer. Where the developer or an administrator states
     * them, a host of the provider itself is left out: with it and a suitable name, any app would count as the
     * provider's own.
     */
    private List<String> hosts(NonHumanIdentity identity) {
        String provider = identity.provider().value();
        return identity.domains().stream()
                .filter(host -> !STATES_HOSTS.contains(provider) || !catalogue.isHostOfProvider(provider, host))
                .toList();
    }

    /** Returns the app id or the provider-assigned app name that an alias contains, or empty for any other alias. */
    private static Stream<String> otherId(Alias alias) {
        if (alias.scheme().endsWith("app-id")) {
            return Stream.of(alias.value());
        }
        return alias.scheme().endsWith("app-slug")
                ? Stream.of(AppDescription.assignedName(alias.value()))
                : Stream.empty();
    }

    private static AppObjectType form(NonHumanIdentity identity) {
        return AppObjectType.fromVendorType(identity.form())
                .orElseGet(() -> switch (identity.id().kind()) {
                    case OAUTH_CLIENT, AI_AGENT -> AppObjectType.APP;
                    case BOT -> AppObjectType.BOT;
                    case SERVICE_ACCOUNT -> AppObjectType.SERVICE_ACCOUNT;
                    case API_KEY, CERTIFICATE -> AppObjectType.KEY;
                });
    }

    /**
     * Returns whether the provider's own type identifies the identity as an agent, regardless of the identity's name.
     */
    static boolean isAgentByType(NonHumanIdentity identity) {
        return identity.id().kind() == IdentityKind.AI_AGENT;
    }

    private static Optional<PermissionProvider> known(ProviderId provider) {
        return PermissionProvider.named(provider.value());
    }

    /** Returns the permissions that one entry of a grant lists. An entry can list several permissions. */
    List<String> permissionsIn(ProviderId provider, String entry) {
        return known(provider).map(known -> known.split(entry)).orElseGet(() -> List.of(entry));
    }

    /**
     * Returns whether a permission allows everything that another one does. If the provider has no vocabulary, a
     * permission implies only itself.
     */
    boolean implies(ProviderId provider, String broader, String narrower) {
        return known(provider)
                .map(known -> permissions.implies(known, broader, narrower))
                .orElseGet(() -> broader.equalsIgnoreCase(narrower));
    }

    /** Returns the access that permissions give if they are granted in the same way as the given grant. */
    EffectiveAccess access(ProviderId provider, Grant like, Collection<String> scopes) {
        return known(provider)
                .map(known -> permissions.effectiveAccess(known, reachOf(like).withScopes(List.copyOf(scopes))))
                .orElseGet(() -> new EffectiveAccess(new TreeSet<>(), List.copyOf(scopes)));
    }

    /** Returns the access that approved permissions give. */
    EffectiveAccess access(ApprovedGrant approved) {
        return known(approved.provider())
                .map(known -> permissions.effectiveAccess(known, toAccessGrant(approved)))
                .orElseGet(() -> new EffectiveAccess(new TreeSet<>(), List.copyOf(approved.scopes())));
    }

    static AccessGrant toAccessGrant(ApprovedGrant approved) {
        AccessGrant like = AccessGrant.unknown()
                .withKind(kind(approved.permissionKind()))
                .withSubject(approved.wholeTenant() ? AccessGrant.Subject.TENANT : AccessGrant.Subject.PERSON);
        return repositories(approved.reach())
                .map(like::withRepositories)
                .orElse(like)
                .withScopes(List.copyOf(approved.scopes()));
    }

    /** Returns whether two names belong to the same publisher, regardless of case, spaces and punctuation. */
    boolean isSamePublisher(ProviderId provider, String one, String other) {
        return known(provider)
                .map(known -> !permissions
                        .compare(
                                known,
                                AccessGrant.unknown().withPublisher(one),
                                AccessGrant.unknown().withPublisher(other))
                        .expanded())
                .orElseGet(() -> one.strip().equalsIgnoreCase(other.strip()));
    }

    private static AccessGrant scopesOf(Grant grant) {
        return AccessGrant.unknown().withScopes(List.copyOf(grant.scopes())).withKind(kind(grant));
    }

    static AccessGrant toAccessGrant(Grant grant) {
        AccessGrant access = reachOf(grant).withScopes(List.copyOf(grant.scopes()));
        return switch (grant.expires()) {
            case Timestamp.At(var instant) -> access.withExpiry(ExpiryTime.at(instant));
            case Timestamp.Never _ -> access.withExpiry(ExpiryTime.never());
            case Timestamp.Unknown _ -> access;
        };
    }

    private static AccessGrant reachOf(Grant grant) {
        AccessGrant access = AccessGrant.unknown()
                .withKind(kind(grant))
                .withSubject(
                        switch (grant.subject()) {
                            case GrantSubject.OnePerson _ -> AccessGrant.Subject.PERSON;
                            case GrantSubject.WholeTenant _ -> AccessGrant.Subject.TENANT;
                        });
        return repositories(grant.reach()).map(access::withRepositories).orElse(access);
    }

    private static Optional<AccessGrant.Repositories> repositories(ResourceReach reach) {
        return switch (reach) {
            case NONE -> Optional.of(AccessGrant.Repositories.NONE);
            case SELECTED -> Optional.of(AccessGrant.Repositories.SELECTED);
            case ALL -> Optional.of(AccessGrant.Repositories.ALL);
            case UNKNOWN -> Optional.empty();
        };
    }

    private static PermissionForm kind(Grant grant) {
        return kind(grant.permissionKind());
    }

    private static PermissionForm kind(PermissionKind kind) {
        return switch (kind) {
            case DELEGATED -> PermissionForm.DELEGATED;
            case APPLICATION -> PermissionForm.APPLICATION;
            case OAUTH_SCOPE -> PermissionForm.OAUTH_SCOPE;
            case APP_PERMISSION -> PermissionForm.APP_PERMISSION;
            case PAT -> PermissionForm.PAT;
        };
    }
}
