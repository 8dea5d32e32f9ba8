package io.grantkeeper.detection;

import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.RowType;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.StoredRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Derives the time-dependent conditions of an identity: access and credentials that expire soon, credentials that are
 * due for rotation or exist twice, and identities that have no owner or are no longer used. A condition is derived
 * again each day and ends when it is no longer derived.
 */
final class LifecycleRules {
    /** The types of the findings that these rules open, and that they close when the condition has ended. */
    static final Set<FindingType> TYPES = EnumSet.of(
            FindingType.EXPIRING,
            FindingType.ROTATION_DUE,
            FindingType.DUPLICATE_CREDENTIAL,
            FindingType.OWNERLESS,
            FindingType.FELL_SILENT);

    /** The maximum number of credentials of one identity that are reported as due for rotation, oldest first. */
    private static final int MAX_CREDENTIALS = 10;

    private static final Duration UNTIL_OWNER_IS_KNOWN = Duration.ofDays(1);

    private static final Duration YEAR = Duration.ofDays(365);

    private final DetectionSettings settings;

    LifecycleRules(DetectionSettings settings) {
        this.settings = settings;
    }

    /** Returns a finding for each condition that applies now; none if the identity is not active. */
    List<Finding> findings(IdentityRecord record, IdentitySummary summary, Instant now) {
        if (summary.status() != IdentityStatus.ACTIVE) {
            return List.of();
        }
        List<Credential> credentials = record.credentials().stream()
                .filter(StoredRecord::isLive)
                .map(StoredRecord::content)
                .filter(credential -> isUsable(credential.standing()) && !hasEnded(credential.expires(), now))
                .toList();
        return Stream.of(
                        expiring(record, credentials, summary, now).stream(),
                        rotationDue(credentials, summary, now),
                        duplicates(credentials, summary, now),
                        ownerless(record, credentials, summary, now).stream(),
                        unused(record, summary, now).stream())
                .flatMap(found -> found)
                .toList();
    }

    /** Reports the next item to expire, once in each stage before its expiry. */
    private Optional<Finding> expiring(
            IdentityRecord record, List<Credential> credentials, IdentitySummary summary, Instant now) {
        Stream<Expiry> ofCredentials = credentials.stream()
                .flatMap(credential -> Expiry.of(
                        credential.expires(),
                        RowType.CREDENTIAL,
                        "%s that expires".formatted(name(credential, summary))));
        Stream<Expiry> ofGrants = record.grants().stream()
                .filter(StoredRecord::isLive)
                .map(StoredRecord::content)
                .filter(grant -> isUsable(grant.standing()))
                .map(Grant::expires)
                .flatMap(expires -> Expiry.of(expires, RowType.GRANT, "access that ends"));
        Optional<Expiry> next = Stream.concat(ofCredentials, ofGrants)
                .filter(expiry -> expiry.end().isAfter(now))
                .min(Comparator.comparing(Expiry::end).thenComparing(Expiry::what));
        return next.flatMap(expiry -> {
            Duration left = Duration.between(now, expiry.end());
            return settings.expiryStages().stream()
                    .filter(stage -> left.compareTo(stage) <= 0)
                    .min(Comparator.naturalOrder())
                    .map(stage -> finding(
                            summary,
                            FindingType.EXPIRING,
                            expiry.row(),
                            "expiring/%s/%d".formatted(expiry.end(), stage.toDays()),
                            expirySeverity(stage),
                            "has %s in %s".formatted(expiry.what(), days(left)),
                            List.of("The date is %s.".formatted(date(expiry.end()))),
                            "Renew it if it is still needed. If not, let it expire.",
                            now));
        });
    }

    private static Severity expirySeverity(Duration stage) {
        return stage.toDays() > 14 ? Severity.LOW : Severity.MEDIUM;
    }

    private Stream<Finding> rotationDue(List<Credential> credentials, IdentitySummary summary, Instant now) {
        return credentials.stream()
                .flatMap(credential -> rotationAge(credential, now).stream())
                .filter(aged -> aged.age().compareTo(aged.limit()) > 0)
                .sorted(Comparator.comparing(RotationAge::since)
                        .thenComparing(aged -> aged.credential().key()))
                .limit(MAX_CREDENTIALS)
                .map(aged -> finding(
                        summary,
                        FindingType.ROTATION_DUE,
                        RowType.CREDENTIAL,
                        "rotation-due/%s/%s".formatted(aged.credential().key(), aged.since()),
                        aged.age().compareTo(YEAR) > 0 && summary.severity().atLeast(Severity.HIGH)
                                ? Severity.MEDIUM
                                : Severity.LOW,
                        aged.headline(name(aged.credential(), summary)),
                        List.of("It should be replaced after %s.".formatted(days(aged.limit()))),
                        "Create a new credential, use it instead of this one, then delete this one.",
                        now));
    }

    /**
     * Returns the credential's age; empty if credentials of its type are never due, or if the provider reports no date.
     */
    private Optional<RotationAge> rotationAge(Credential credential, Instant now) {
        Duration limit = settings.rotation().get(credential.type());
        if (limit == null) {
            return Optional.empty();
        }
        Optional<Instant> rotated = credential.lastRotated().toOptional();
        return rotated.or(() -> credential.created().toOptional())
                .map(since ->
                        new RotationAge(credential, since, rotated.isPresent(), Duration.between(since, now), limit));
    }

    /** Reports credentials of one type that have all worked for longer than a rotation takes. */
    private Stream<Finding> duplicates(List<Credential> credentials, IdentitySummary summary, Instant now) {
        Map<String, List<Credential>> byType = credentials.stream()
                .filter(credential -> settings.rotation().containsKey(credential.type()))
                .filter(credential -> credential.created() instanceof Timestamp.At(Instant created)
                        && created.isBefore(now.minus(settings.rotationOverlap())))
                .collect(Collectors.groupingBy(CredentialNames::type));
        return byType.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> duplicate(entry.getKey(), entry.getValue(), summary, now));
    }

    private Finding duplicate(String type, List<Credential> same, IdentitySummary summary, Instant now) {
        List<Instant> created = same.stream()
                .flatMap(credential -> credential.created().toOptional().stream())
                .sorted()
                .toList();
        return finding(
                summary,
                FindingType.DUPLICATE_CREDENTIAL,
                RowType.CREDENTIAL,
                "duplicate-credential/%s/%s".formatted(type.replace(' ', '-'), created.getLast()),
                Severity.LOW,
                "has %d credentials of the type %s".formatted(same.size(), type),
                List.of("The oldest was created on %s, the newest on %s."
                        .formatted(date(created.getFirst()), date(created.getLast()))),
                "Delete the credentials that are no longer used.",
                now);
    }

    /**
     * Reports an identity that was removed while its credentials still work, or an identity of at least medium risk
     * without a known owner. A new identity without an owner is not reported at first, because its owner may become
     * known within a day.
     */
    private static Optional<Finding> ownerless(
            IdentityRecord record, List<Credential> credentials, IdentitySummary summary, Instant now) {
        Optional<Instant> removed = record.identity().removedAt();
        if (removed.isPresent() && !credentials.isEmpty()) {
            return Optional.of(finding(
                    summary,
                    FindingType.OWNERLESS,
                    RowType.CREDENTIAL,
                    "ownerless/removed/" + removed.get(),
                    Severity.max(Severity.MEDIUM, summary.severity()),
                    credentials.size() == 1
                            ? "was removed, but one of its keys or passwords still works"
                            : "was removed, but %d of its keys or passwords still work".formatted(credentials.size()),
                    List.of("It has not been listed since %s.".formatted(date(removed.get()))),
                    "Delete the keys and passwords that still work.",
                    now));
        }
        boolean known = !summary.owners().isEmpty()
                || (!record.identity().baseline() && !summary.firstSeen().isBefore(now.minus(UNTIL_OWNER_IS_KNOWN)));
        if (known || !summary.severity().atLeast(Severity.MEDIUM)) {
            return Optional.empty();
        }
        return Optional.of(finding(
                summary,
                FindingType.OWNERLESS,
                RowType.IDENTITY,
                "ownerless",
                summary.severity().atLeast(Severity.HIGH) ? Severity.MEDIUM : Severity.LOW,
                "has no known owner",
                List.of("Misuse of access without an owner often goes unnoticed."),
                "Name an owner, or have its access revoked.",
                now));
    }

    private Optional<Finding> unused(IdentityRecord record, IdentitySummary summary, Instant now) {
        Duration silence = settings.silence(record.identity().content().id().kind());
        if (summary.lastUsed() instanceof Timestamp.At(Instant last) && last.isBefore(now.minus(silence))) {
            return Optional.of(finding(
                    summary,
                    FindingType.FELL_SILENT,
                    RowType.GRANT,
                    "fell-silent/" + last,
                    summary.severity().atLeast(Severity.HIGH) ? Severity.MEDIUM : Severity.LOW,
                    "has no recorded use for " + days(Duration.between(last, now)),
                    List.of("The last recorded use was on %s.".formatted(date(last))),
                    "If it is no longer needed, have its access revoked.",
                    now));
        }
        return Optional.empty();
    }

    private static Finding finding(
            IdentitySummary summary,
            FindingType type,
            RowType row,
            String key,
            Severity severity,
            String headline,
            List<String> reasons,
            String advice,
            Instant now) {
        return new Finding(
                key,
                summary.id(),
                type,
                severity,
                FindingStatus.OPEN,
                headline,
                List.of(),
                List.of(),
                reasons,
                advice,
                KnownOrUnknown.unknown(),
                List.of(),
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.of(FindingBasisResolver.ofCondition(type, row, summary)));
    }

    private static boolean isUsable(ProviderStatus status) {
        return switch (status) {
            case ACTIVE, UNKNOWN -> true;
            case REQUESTED, SUSPENDED -> false;
        };
    }

    private static boolean hasEnded(Timestamp expires, Instant now) {
        return expires instanceof Timestamp.At(Instant end) && !end.isAfter(now);
    }

    /** Returns the credential's name, preceded by an article. */
    private static String name(Credential credential, IdentitySummary summary) {
        return CredentialNames.withArticle(credential, summary.displayName().text());
    }

    private static String date(Instant instant) {
        return instant.toString().substring(0, 10);
    }

    private static String days(Duration span) {
        long days = span.toDays();
        return switch ((int) Math.min(days, Integer.MAX_VALUE)) {
            case 0 -> "less than a day";
            case 1 -> "one day";
            default -> days + " days";
        };
    }

    /** An item that expires, in words that can follow "has", and the time at which it expires. */
    private record Expiry(Instant end, RowType row, String what) {
        static Stream<Expiry> of(Timestamp expires, RowType row, String what) {
            return expires instanceof Timestamp.At(Instant end) ? Stream.of(new Expiry(end, row, what)) : Stream.of();
        }
    }

    /**
     * A credential and how long it has existed unchanged.
     *
     * @param rotated whether the provider reports a rotation; otherwise {@code since} is the time of creation
     * @param limit the age at which credentials of this type are due
     */
    private record RotationAge(Credential credential, Instant since, boolean rotated, Duration age, Duration limit) {
        String headline(String name) {
            return rotated
                    ? "has %s that was last replaced %s ago".formatted(name, days(age))
                    : "has %s that was created %s ago".formatted(name, days(age));
        }
    }
}
