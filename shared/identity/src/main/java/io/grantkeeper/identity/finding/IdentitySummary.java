package io.grantkeeper.identity.finding;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * What detection derives of one identity, kept beside it so that lists need one read a row.
 *
 * @param product the catalogue's stable id of the product, where it was recognised
 * @param recognition why it is held to be AI or not, one sentence each
 * @param reaches what it can do, in plain words, gravest first
 * @param owners candidates, best first; the first one with an address is asked
 * @param use what it was seen to need of what it holds, where that was looked at
 * @param registeredAt when it first stood here, with its owner candidates and its findings; empty where that was not noted
 * @param version rises by one with each write; zero means "not stored yet"
 */
public record IdentitySummary(
        IdentityId id,
        ProviderId provider,
        String form,
        String displayName,
        IdentityStatus status,
        Severity severity,
        AiVerdict ai,
        Optional<String> product,
        List<String> recognition,
        List<String> reaches,
        List<OwnerCandidate> owners,
        Moment lastUsed,
        Moment nextExpiry,
        Optional<UseReview> use,
        Optional<Instant> registeredAt,
        Instant firstSeen,
        Instant changedAt,
        long version) {
    public IdentitySummary {
        recognition = List.copyOf(recognition);
        reaches = List.copyOf(reaches);
        owners = List.copyOf(owners);
    }

    /** Of an identity whose use was not looked at, nor when it was registered. */
    public IdentitySummary(
            IdentityId id,
            ProviderId provider,
            String form,
            String displayName,
            IdentityStatus status,
            Severity severity,
            AiVerdict ai,
            Optional<String> product,
            List<String> recognition,
            List<String> reaches,
            List<OwnerCandidate> owners,
            Moment lastUsed,
            Moment nextExpiry,
            Instant firstSeen,
            Instant changedAt,
            long version) {
        this(
                id,
                provider,
                form,
                displayName,
                status,
                severity,
                ai,
                product,
                recognition,
                reaches,
                owners,
                lastUsed,
                nextExpiry,
                Optional.empty(),
                Optional.empty(),
                firstSeen,
                changedAt,
                version);
    }

    /** The best owner candidate, where there is one. */
    public Optional<PersonId> owner() {
        return owners.stream().findFirst().map(OwnerCandidate::person);
    }

    /** Whether nothing that a person would notice differs: neither the version, nor when, nor the hour of the last use. */
    public boolean saysTheSame(IdentitySummary other) {
        return day(lastUsed).equals(day(other.lastUsed))
                && new IdentitySummary(
                                id,
                                provider,
                                form,
                                displayName,
                                status,
                                severity,
                                ai,
                                product,
                                recognition,
                                reaches,
                                owners,
                                other.lastUsed,
                                nextExpiry,
                                use,
                                registeredAt,
                                firstSeen,
                                other.changedAt,
                                other.version)
                        .equals(other);
    }

    private static String day(Moment moment) {
        return moment.toOptional()
                .map(instant -> instant.truncatedTo(ChronoUnit.DAYS).toString())
                .orElseGet(moment::toString);
    }

    public IdentitySummary withVersion(long newVersion) {
        return with(use, changedAt, newVersion);
    }

    public IdentitySummary withUse(UseReview review, Instant at) {
        return with(Optional.of(review), at, version);
    }

    private IdentitySummary with(Optional<UseReview> review, Instant at, long newVersion) {
        return new IdentitySummary(
                id,
                provider,
                form,
                displayName,
                status,
                severity,
                ai,
                product,
                recognition,
                reaches,
                owners,
                lastUsed,
                nextExpiry,
                review,
                registeredAt,
                firstSeen,
                at,
                newVersion);
    }
}
