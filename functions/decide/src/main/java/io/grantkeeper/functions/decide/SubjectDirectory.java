package io.grantkeeper.functions.decide;

import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.AliasStore;
import io.grantkeeper.identity.store.IdentityDossier;
import io.grantkeeper.identity.store.Stored;
import io.grantkeeper.policy.decision.SubjectFacts;
import io.grantkeeper.policy.facts.RecordedFacts;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds what our records say of who acts, by identity id or by another name. Everything is read when it is asked for: a
 * decision rests on nothing that is older than its call. Where several identities share a name, the one that policies
 * would trust least speaks for it: whoever calls cannot choose.
 */
final class SubjectDirectory {
    private final AccessStore access;
    private final AliasStore aliases;
    private final TenantId tenant;
    private final RecordedFacts facts;

    SubjectDirectory(AccessStore access, AliasStore aliases, TenantId tenant, RecordedFacts facts) {
        this.access = access;
        this.aliases = aliases;
        this.tenant = tenant;
        this.facts = facts;
    }

    /** @param credentials whether it has to be known how old credentials are */
    SubjectFacts called(String name, boolean credentials) {
        return called(name, identityId(name).flatMap(id -> dossier(id, credentials)), credentials);
    }

    /** @param outline of the identity whose id the name is, where there is one; read within this call */
    SubjectFacts called(String name, Optional<IdentityDossier> outline) {
        return called(name, outline, false);
    }

    private SubjectFacts called(String name, Optional<IdentityDossier> direct, boolean credentials) {
        Optional<SubjectFacts.Known> itself = direct.flatMap(dossier -> facts(dossier, credentials));
        if (itself.isPresent()) {
            return itself.get();
        }
        return aliases.called(tenant, name).stream()
                .flatMap(id -> dossier(id, credentials).stream())
                .flatMap(dossier -> facts(dossier, credentials).stream())
                .max(SUSPICION)
                .<SubjectFacts>map(known -> known)
                .orElseGet(SubjectFacts.Stranger::new);
    }

    private static final Comparator<SubjectFacts.Known> SUSPICION = Comparator.comparing(
                    (SubjectFacts.Known known) -> !known.approved())
            .thenComparing(known -> !known.ownerKnown())
            .thenComparing(SubjectFacts.Known::risk)
            .thenComparing(SubjectFacts.Known::id);

    static Optional<IdentityId> identityId(String name) {
        if (name.indexOf('/') < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(IdentityId.parse(name));
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // a name with a slash that is another's form, such as a SPIFFE id
        }
    }

    /** Empty where it is there no more, or was only ever seen at our own door. */
    private Optional<SubjectFacts.Known> facts(IdentityDossier dossier, boolean credentials) {
        boolean isGone = !dossier.identity().isLive()
                || dossier.summary()
                        .filter(summary -> summary.status() == IdentityStatus.GONE)
                        .isPresent();
        return isGone
                ? Optional.empty()
                : Optional.of(known(dossier, credentials))
                        .filter(known -> !AtTheDoor.isFromTheDoor(known.id()) || known.approved());
    }

    private Optional<IdentityDossier> dossier(IdentityId id, boolean credentials) {
        return credentials ? access.dossier(tenant, id) : access.outline(tenant, id);
    }

    private SubjectFacts.Known known(IdentityDossier dossier, boolean credentials) {
        Optional<Person> owner = dossier.summary()
                .flatMap(IdentitySummary::owner)
                .flatMap(person -> access.person(tenant, person))
                .filter(Stored::isLive)
                .map(Stored::content);
        return facts.of(dossier, owner, credentials ? oldest(dossier.credentials()) : Moment.unknown());
    }

    /** One whose age is unknown may be the oldest. */
    private static Moment oldest(List<Stored<Credential>> credentials) {
        Moment oldest = Moment.never();
        for (Stored<Credential> credential : credentials) {
            if (credential.isLive()) {
                Moment created = credential.content().created();
                if (!created.isKnown()) {
                    return created;
                }
                oldest = earlier(oldest, created);
            }
        }
        return oldest;
    }

    private static Moment earlier(Moment one, Moment other) {
        Optional<Instant> first = one.toOptional();
        Optional<Instant> second = other.toOptional();
        return first.isEmpty()
                        || second.filter(instant -> instant.isBefore(first.get()))
                                .isPresent()
                ? other
                : one;
    }
}
