package io.grantkeeper.functions.decide;

import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.finding.ApprovalReview;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.IdentityAliasStore;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.StoredRecord;
import io.grantkeeper.policy.decision.SubjectFacts;
import io.grantkeeper.policy.facts.SubjectFactsReader;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks up the recorded facts about an actor, by identity ID or by alias. Every lookup reads the store, so no decision
 * uses facts that were read before its call. If several identities share an alias, the one that policies trust least is
 * used, because the caller must not be able to choose among them.
 */
final class SubjectResolver {
    private final AccessStore access;
    private final IdentityAliasStore aliases;
    private final TenantId tenant;
    private final SubjectFactsReader facts;

    SubjectResolver(AccessStore access, IdentityAliasStore aliases, TenantId tenant, SubjectFactsReader facts) {
        this.access = access;
        this.aliases = aliases;
        this.tenant = tenant;
        this.facts = facts;
    }

    /**
     * The facts about an actor, and how the actor compares with its approval of record.
     *
     * @param approval the comparison with the actor's approval of record; empty if no approval covers the actor
     */
    record ResolvedSubject(SubjectFacts facts, Optional<ApprovalReview> approval) {
        private static ResolvedSubject of(SubjectFacts.Known facts, IdentityRecord identityRecord) {
            return new ResolvedSubject(facts, identityRecord.summary().flatMap(IdentitySummary::approval));
        }

        static ResolvedSubject without(SubjectFacts facts) {
            return new ResolvedSubject(facts, Optional.empty());
        }
    }

    private record Candidate(SubjectFacts.Known facts, IdentityRecord identityRecord) {
        private ResolvedSubject resolved() {
            return ResolvedSubject.of(facts, identityRecord);
        }
    }

    /**
     * Returns the facts about the identity with this ID or alias.
     *
     * @param name an identity ID or an alias
     * @param credentials whether the facts must include the age of the credentials
     */
    ResolvedSubject lookUp(String name, boolean credentials) {
        return lookUp(name, identityId(name).flatMap(id -> identityRecord(id, credentials)), credentials);
    }

    /**
     * Returns the facts about the identity with this ID or alias, without the age of its credentials.
     *
     * @param name an identity ID or an alias
     * @param overview the row and the summary of the identity with this ID, which the caller has just read; empty if no
     *     identity has this ID
     */
    ResolvedSubject lookUp(String name, Optional<IdentityRecord> overview) {
        return lookUp(name, overview, false);
    }

    private ResolvedSubject lookUp(String name, Optional<IdentityRecord> direct, boolean credentials) {
        Optional<Candidate> itself = direct.flatMap(identityRecord -> candidate(identityRecord, credentials));
        if (itself.isPresent()) {
            return itself.get().resolved();
        }
        return aliases.findByName(tenant, name).stream()
                .flatMap(id -> identityRecord(id, credentials).stream())
                .flatMap(identityRecord -> candidate(identityRecord, credentials).stream())
                .max(Comparator.comparing(Candidate::facts, SUSPICION))
                .map(Candidate::resolved)
                .orElseGet(() -> ResolvedSubject.without(new SubjectFacts.Stranger()));
    }

    private Optional<Candidate> candidate(IdentityRecord identityRecord, boolean credentials) {
        return facts(identityRecord, credentials).map(facts -> new Candidate(facts, identityRecord));
    }

    private static final Comparator<SubjectFacts.Known> SUSPICION = Comparator.comparing(
                    (SubjectFacts.Known known) -> !known.approved())
            .thenComparing(known -> !known.ownerKnown())
            .thenComparing(SubjectFacts.Known::risk)
            .thenComparing(SubjectFacts.Known::id);

    /** Returns the names by which the inventory knows an identity; none if it is not in the inventory. */
    List<String> namesOf(IdentityId id) {
        return access.outline(tenant, id).map(found -> found.identity().content()).stream()
                .flatMap(identity -> Stream.concat(
                        Stream.of(
                                identity.displayName().raw(),
                                identity.displayName().text(),
                                id.externalId()),
                        identity.aliases().stream().map(Alias::value)))
                .toList();
    }

    static Optional<IdentityId> identityId(String name) {
        if (name.indexOf('/') < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(IdentityId.parse(name));
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // a name that contains a slash but is not an identity ID, such as a SPIFFE ID
        }
    }

    /**
     * Returns the facts about a stored identity; empty if it was removed, or if it is known only because it asked for a
     * decision and is not on the list of approved identities.
     */
    private Optional<SubjectFacts.Known> facts(IdentityRecord identityRecord, boolean credentials) {
        boolean isGone = !identityRecord.identity().isLive()
                || identityRecord
                        .summary()
                        .filter(summary -> summary.status() == IdentityStatus.GONE)
                        .isPresent();
        return isGone
                ? Optional.empty()
                : Optional.of(knownFacts(identityRecord, credentials))
                        .filter(known -> !UnknownAgentRegistrar.isUnknownAgent(known.id()) || known.approved());
    }

    private Optional<IdentityRecord> identityRecord(IdentityId id, boolean credentials) {
        return credentials ? access.identityRecord(tenant, id) : access.outline(tenant, id);
    }

    private SubjectFacts.Known knownFacts(IdentityRecord identityRecord, boolean credentials) {
        Optional<Person> owner = identityRecord
                .summary()
                .flatMap(IdentitySummary::owner)
                .flatMap(person -> access.person(tenant, person))
                .filter(StoredRecord::isLive)
                .map(StoredRecord::content);
        return facts.of(
                identityRecord, owner, credentials ? oldest(identityRecord.credentials()) : Timestamp.unknown());
    }

    /**
     * Returns the creation time of the oldest credential; unknown if any creation time is unknown, because that
     * credential could be the oldest.
     */
    private static Timestamp oldest(List<StoredRecord<Credential>> credentials) {
        Timestamp oldest = Timestamp.never();
        for (StoredRecord<Credential> credential : credentials) {
            if (credential.isLive()) {
                Timestamp created = credential.content().created();
                if (!created.isKnown()) {
                    return created;
                }
                oldest = earlier(oldest, created);
            }
        }
        return oldest;
    }

    private static Timestamp earlier(Timestamp one, Timestamp other) {
        Optional<Instant> first = one.toOptional();
        Optional<Instant> second = other.toOptional();
        return first.isEmpty()
                        || second.filter(instant -> instant.isBefore(first.get()))
                                .isPresent()
                ? other
                : one;
    }
}
