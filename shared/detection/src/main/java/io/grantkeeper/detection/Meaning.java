package io.grantkeeper.detection;

import io.grantkeeper.catalogue.AppCatalogue;
import io.grantkeeper.catalogue.AppDescription;
import io.grantkeeper.catalogue.AppForm;
import io.grantkeeper.catalogue.Recognition;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.permissions.AccessGrant;
import io.grantkeeper.permissions.Comparison;
import io.grantkeeper.permissions.Escalation;
import io.grantkeeper.permissions.Expiry;
import io.grantkeeper.permissions.Exposure;
import io.grantkeeper.permissions.PermissionKind;
import io.grantkeeper.permissions.Permissions;
import io.grantkeeper.permissions.Provider;
import io.grantkeeper.permissions.RiskAssessment;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What grants and apps mean: the one place where the model meets the permission vocabularies and the app catalogue. A
 * provider without a vocabulary has no meaning, which is said as such and never taken for harmless.
 */
final class Meaning {
    private final Permissions permissions;
    private final AppCatalogue catalogue;

    Meaning(Permissions permissions, AppCatalogue catalogue) {
        this.permissions = permissions;
        this.catalogue = catalogue;
    }

    /** How a grant's permissions changed, all else left aside. */
    Optional<Comparison> compareScopes(ProviderId provider, Grant before, Grant after) {
        return known(provider).map(known -> permissions.compare(known, scopesOf(before), scopesOf(after)));
    }

    /** How far a grant reaches before and after, its permissions taken as they are after. */
    Optional<Comparison> compareReach(ProviderId provider, Grant before, Grant after) {
        List<String> scopes = List.copyOf(after.scopes());
        return known(provider)
                .map(known -> permissions.compare(
                        known,
                        reachOf(before).withScopes(scopes),
                        reachOf(after).withScopes(scopes)));
    }

    /** What a grant lets its holder do, gravest first, in words such as "read all of your mail". */
    List<String> inWords(ProviderId provider, Grant grant) {
        return known(provider)
                .map(known -> permissions.effectiveAccess(known, whole(grant)).inPlainWords())
                .filter(words -> !words.isEmpty())
                .orElseGet(() -> grant.scopes().isEmpty()
                        ? List.of()
                        : List.of("use permissions whose meaning is not known: " + String.join(", ", grant.scopes())));
    }

    /** The same of other permissions than the grant holds, given in the same way. */
    List<String> inWords(ProviderId provider, Grant like, Collection<String> scopes) {
        return known(provider)
                .map(known -> permissions
                        .effectiveAccess(known, reachOf(like).withScopes(List.copyOf(scopes)))
                        .inPlainWords())
                .orElse(List.of());
    }

    /** Whether the provider has a vocabulary. */
    boolean isUnderstood(ProviderId provider) {
        return known(provider).isPresent();
    }

    /**
     * What permissions let one do that others would not.
     *
     * @param words empty where the others would do for all of it
     * @param severity of those permissions by themselves
     * @param ofWeight whether without them it reached less far by a tier, or they are grave by themselves
     */
    record Surplus(List<String> words, Severity severity, boolean ofWeight) {}

    /** What a grant's surplus adds to what would be enough. */
    Surplus surplus(NonHumanIdentity identity, Grant like, List<String> enough, List<String> surplus) {
        Optional<Provider> known = known(identity.provider());
        if (known.isEmpty() || surplus.isEmpty()) {
            return new Surplus(List.of(), Severity.UNKNOWN, false);
        }
        AccessGrant grant = reachOf(like);
        List<String> all = Stream.concat(enough.stream(), surplus.stream()).toList();
        Comparison more = permissions.compare(known.get(), grant.withScopes(enough), grant.withScopes(all));
        RiskAssessment without = permissions.risk(known.get(), grant.withScopes(enough), Exposure.unknown());
        RiskAssessment with = permissions.risk(known.get(), grant.withScopes(all), Exposure.unknown());
        Severity severity = risk(permissions.risk(known.get(), grant.withScopes(surplus), Exposure.unknown()))
                .severity();
        boolean reachesLess = with.breadth().orElse(0) > without.breadth().orElse(0)
                || !with.escalation().equals(without.escalation());
        return new Surplus(
                more.expanded() ? more.gained() : List.of(),
                severity,
                reachesLess || severity.atLeast(Severity.MEDIUM));
    }

    record Risk(Severity severity, List<String> reasons) {}

    Risk risk(NonHumanIdentity identity, Grant grant, Recognition recognition) {
        Exposure exposure = Exposure.unknown().withFirstParty(recognition.firstParty());
        return known(identity.provider())
                .map(known -> permissions.risk(known, whole(grant), exposure))
                .map(Meaning::risk)
                .orElseGet(() -> new Risk(Severity.UNKNOWN, List.of("What its permissions mean is not known.")));
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
        // The first reason says what it can do; where it leads nowhere, that is said already.
        boolean limited =
                assessment.escalation().filter(Escalation.LIMITED::equals).isPresent();
        return new Risk(
                severity,
                assessment.reasons().stream()
                        .skip(limited ? 1 : 0)
                        .map(Meaning::asSentence)
                        .toList());
    }

    private static String asSentence(String words) {
        String start = words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
        return start.endsWith(".") ? start : start + ".";
    }

    Recognition recognise(NonHumanIdentity identity, Collection<String> scopes) {
        return catalogue.recognise(new AppDescription(
                Optional.of(identity.provider().value()),
                identity.aliases().stream()
                        .filter(alias -> alias.scheme().endsWith("client-id"))
                        .map(Alias::value)
                        .findFirst(),
                Optional.of(identity.displayName()),
                identity.publisher().toOptional(),
                false,
                List.copyOf(identity.domains()),
                Set.copyOf(scopes),
                form(identity)));
    }

    private static AppForm form(NonHumanIdentity identity) {
        return AppForm.fromVendorType(identity.form())
                .orElseGet(() -> switch (identity.id().kind()) {
                    case OAUTH_CLIENT, AI_AGENT -> AppForm.APP;
                    case BOT -> AppForm.BOT;
                    case SERVICE_ACCOUNT -> AppForm.SERVICE_ACCOUNT;
                    case API_KEY, CERTIFICATE -> AppForm.KEY;
                });
    }

    /** Whether the provider's own type makes it an agent, whatever it is called. */
    static boolean isAgentByType(NonHumanIdentity identity) {
        return identity.id().kind() == IdentityKind.AI_AGENT;
    }

    private static Optional<Provider> known(ProviderId provider) {
        return Provider.named(provider.value());
    }

    private static AccessGrant scopesOf(Grant grant) {
        return AccessGrant.unknown().withScopes(List.copyOf(grant.scopes())).withKind(kind(grant));
    }

    static AccessGrant whole(Grant grant) {
        AccessGrant access = reachOf(grant).withScopes(List.copyOf(grant.scopes()));
        return switch (grant.expires()) {
            case Moment.At(var instant) -> access.withExpiry(Expiry.at(instant));
            case Moment.Never _ -> access.withExpiry(Expiry.never());
            case Moment.Unknown _ -> access;
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

    private static PermissionKind kind(Grant grant) {
        return switch (grant.permissionKind()) {
            case DELEGATED -> PermissionKind.DELEGATED;
            case APPLICATION -> PermissionKind.APPLICATION;
            case OAUTH_SCOPE -> PermissionKind.OAUTH_SCOPE;
            case APP_PERMISSION -> PermissionKind.APP_PERMISSION;
            case PAT -> PermissionKind.PAT;
        };
    }
}
