package io.grantkeeper.functions.detectchanges;

import io.grantkeeper.detection.Detector;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.IdentityQuery;
import io.grantkeeper.identity.store.PersonNames;
import io.grantkeeper.identity.store.StorePage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Opens a finding for each identity whose owner's last day is near. Closes the finding when the day has passed or was
 * postponed, or when another person becomes the owner. The last day comes from the provider or from the configuration,
 * and applies to all accounts of the person.
 */
final class DetectLeavingOwners {
    private static final int PAGE = 100;

    /**
     * The period during which a finding without an alert is reported again, because the run that opened it may have
     * been interrupted.
     */
    private static final Duration REPEATED = Duration.ofHours(36);

    private final AccessStore access;
    private final FindingStore findings;
    private final Detector detector;
    private final HandOver handOver;

    /**
     * The settings for hand-overs.
     *
     * @param days how many days before the last day a hand-over begins
     * @param lastDays the last days that the operator states, by lowercase email address
     */
    record HandOver(int days, Map<String, LocalDate> lastDays) {
        HandOver {
            lastDays = Map.copyOf(lastDays);
        }
    }

    /** Opens findings and queues their alerts. */
    @FunctionalInterface
    interface Reports {
        void open(TenantId tenant, IdentitySummary identity, Finding finding);
    }

    DetectLeavingOwners(AccessStore access, FindingStore findings, Detector detector, HandOver handOver) {
        this.access = access;
        this.findings = findings;
        this.detector = detector;
        this.handOver = handOver;
    }

    /** Reviews all people of the tenant's connections. */
    void review(TenantId tenant, Collection<Person> people, Instant now, Reports reports) {
        Set<String> current = new HashSet<>();
        leaving(people, now).forEach((account, lastDay) -> {
            StorePage.forEach(
                    from -> access.identities(tenant, new IdentityQuery.OfOwner(account), PAGE, from), summary -> {
                        if (summary.status() != IdentityStatus.GONE
                                && summary.owner().equals(Optional.of(account))) {
                            Finding finding =
                                    detector.leavingOwnerFinding(summary, account, name(tenant, account), lastDay, now);
                            current.add(reference(summary.id(), finding.key()));
                            if (isDue(tenant, summary.id(), finding.key(), now)) {
                                reports.open(tenant, summary, finding);
                            }
                        }
                    });
        });
        StorePage.forEach(from -> findings.open(tenant, PAGE, from), finding -> {
            if (finding.type() == FindingType.OWNER_LEAVING
                    && !current.contains(reference(finding.identity(), finding.key()))) {
                findings.close(tenant, finding.identity(), finding.key(), now);
            }
        });
    }

    /** Returns the last day for each account of the people who have not left yet but whose last day is near. */
    private Map<PersonId, LocalDate> leaving(Collection<Person> people, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        Map<PersonId, String> emails = new HashMap<>();
        people.forEach(person -> person.email().toOptional().ifPresent(email -> emails.put(person.id(), email)));
        Map<String, LocalDate> byPerson = new HashMap<>(handOver.lastDays());
        for (Person person : people) {
            person.lastDay().toOptional().ifPresent(day -> byPerson.putIfAbsent(identify(person, emails), day));
        }
        byPerson.values().removeIf(day -> day.isBefore(today) || day.isAfter(today.plusDays(handOver.days())));
        Map<PersonId, LocalDate> accounts = new HashMap<>();
        if (byPerson.isEmpty()) {
            return accounts;
        }
        for (Person person : people) {
            LocalDate lastDay = byPerson.get(identify(person, emails));
            boolean left =
                    person.employment() == EmploymentStatus.LEFT || person.employment() == EmploymentStatus.SUSPENDED;
            if (lastDay != null && !left) {
                accounts.put(person.id(), lastDay);
            }
        }
        return accounts;
    }

    /**
     * Returns the person's email address, which may come from their single sign-on account; if no address is known,
     * returns the account.
     */
    private static String identify(Person person, Map<PersonId, String> emails) {
        return Stream.of(person.id(), person.id().singleSignOnId())
                .flatMap(account -> Optional.ofNullable(emails.get(account)).stream())
                .findFirst()
                .orElseGet(person.id()::toString)
                .toLowerCase(Locale.ROOT);
    }

    private boolean isDue(TenantId tenant, IdentityId identity, String key, Instant now) {
        return access.identityRecord(tenant, identity).stream()
                .flatMap(stored -> stored.findings().stream())
                .filter(finding -> finding.key().equals(key))
                .allMatch(finding -> finding.status() == FindingStatus.OPEN
                        && finding.sendId().isEmpty()
                        && !finding.foundAt().isBefore(now.minus(REPEATED)));
    }

    private String name(TenantId tenant, PersonId person) {
        return PersonNames.of(access, tenant, person).orElse(person.externalId());
    }

    private static String reference(IdentityId identity, String key) {
        return identity + " " + key;
    }
}
