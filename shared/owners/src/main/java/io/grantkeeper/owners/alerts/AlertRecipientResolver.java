package io.grantkeeper.owners.alerts;

import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.AccessRequestFindings;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.LeavingOwnerFindings;
import io.grantkeeper.identity.finding.OwnerCandidate;
import io.grantkeeper.identity.question.RecipientRole;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.PersonNames;
import io.grantkeeper.identity.store.StoredRecord;
import io.grantkeeper.owners.answers.AccessRequesters;
import io.grantkeeper.owners.answers.AnswerFacts;
import io.grantkeeper.owners.answers.OwnerReassignment;
import io.grantkeeper.owners.answers.QuestionTopic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Finds whom to ask about a finding: the person who caused the change, then the identity's owner candidates in order,
 * then their managers, then the security team. People who have left, and accounts without an email address, are
 * skipped.
 */
final class AlertRecipientResolver {
    private final AccessStore access;
    private final AlertRecipient securityTeam;

    AlertRecipientResolver(AccessStore access, AlertRecipient securityTeam) {
        this.access = access;
        this.securityTeam = securityTeam;
    }

    /** Groups the findings by recipient. Each finding goes to exactly one person. */
    Map<AlertRecipient, List<Finding>> route(TenantId tenant, IdentitySummary identity, List<Finding> findings) {
        Map<String, AlertRecipient> byEmail = new LinkedHashMap<>();
        Map<AlertRecipient, List<Finding>> routed = new LinkedHashMap<>();
        for (Finding finding : findings) {
            AlertRecipient found = recipient(tenant, identity, finding);
            AlertRecipient same = byEmail.computeIfAbsent(found.email(), _ -> found);
            routed.computeIfAbsent(same, _ -> new ArrayList<>()).add(finding);
        }
        return routed;
    }

    private AlertRecipient recipient(TenantId tenant, IdentitySummary identity, Finding finding) {
        return chain(tenant, identity, finding.cause().toOptional(), List.of(finding.key()))
                .findFirst()
                .map(Candidate::recipient)
                .orElse(securityTeam);
    }

    /** A person who can be asked, and the role in which this person is asked. */
    record Candidate(AlertRecipient recipient, RecipientRole as) {}

    /**
     * Returns everyone who can be asked about an identity, in order, with the security team last. The stream is lazy:
     * each person is looked up only when the stream reaches them.
     *
     * @param cause the person who caused the change, if known
     * @param findings the keys of the findings that the person is asked about. If they are about a request that waits at
     *     the provider or at the decision point, the people who made it are left out: nobody decides on their own request
     */
    Stream<Candidate> chain(
            TenantId tenant, IdentitySummary identity, Optional<PersonId> cause, Collection<String> findings) {
        Optional<PersonId> leaving = findings.stream()
                .flatMap(key -> LeavingOwnerFindings.person(key).stream())
                .findFirst();
        if (leaving.isPresent()) {
            return confidential(tenant, leaving.get());
        }
        Set<String> requesters = requesters(tenant, identity, findings);
        List<OwnerCandidate> candidates = new ArrayList<>();
        cause.ifPresent(person -> candidates.add(new OwnerCandidate(person, List.of(deed(findings)))));
        candidates.addAll(identity.owners());
        Set<String> seen = new LinkedHashSet<>();
        Stream<Candidate> owners = candidates.stream()
                .flatMap(candidate -> reachable(tenant, candidate.person(), candidate.evidence()).stream())
                .filter(person -> !seen.contains(person.email()))
                .filter(person -> !isRequester(requesters, person))
                .map(person -> new Candidate(person, seen.isEmpty() ? RecipientRole.OWNER : RecipientRole.BACKUP))
                .peek(link -> seen.add(link.recipient().email()));
        Stream<Candidate> managers = candidates.stream()
                .flatMap(candidate -> manager(tenant, candidate.person()).stream())
                .filter(person -> !isRequester(requesters, person) && seen.add(person.email()))
                .map(person -> new Candidate(person, RecipientRole.MANAGER));
        Stream<Candidate> team = Stream.of(new Candidate(securityTeam, RecipientRole.SECURITY_TEAM))
                .filter(link -> seen.add(link.recipient().email()));
        return Stream.of(owners, managers, team).flatMap(Function.identity());
    }

    /** Returns what a person did to cause the change that the findings report. */
    private static String deed(Collection<String> findings) {
        boolean arrival = findings.stream()
                .flatMap(key -> QuestionTopic.typeOf(key).stream())
                .allMatch(type -> type == FindingType.SHADOW_AI
                        || type == FindingType.IDENTITY_APPEARED
                        || type == FindingType.GRANT_APPEARED);
        return arrival && !findings.isEmpty() ? "gave it access" : "made the change";
    }

    /**
     * Returns the manager of a person whose last day is known, then the security team. Nobody else may learn about the
     * last day.
     */
    private Stream<Candidate> confidential(TenantId tenant, PersonId leaving) {
        return Stream.concat(
                        manager(tenant, leaving).stream().map(person -> new Candidate(person, RecipientRole.MANAGER)),
                        Stream.of(new Candidate(securityTeam, RecipientRole.SECURITY_TEAM)))
                .distinct();
    }

    /**
     * Returns the people who may own an identity and still work at the company: its owner candidates, then their
     * managers.
     */
    Stream<OwnerReassignment.Suggestion> suggestions(TenantId tenant, IdentitySummary identity) {
        Set<String> seen = new HashSet<>();
        Stream<OwnerReassignment.Suggestion> candidates = identity.owners().stream()
                .flatMap(candidate -> reachable(tenant, candidate.person(), List.of())
                        .map(person ->
                                new OwnerReassignment.Suggestion(person.name(), person.email(), candidate.evidence()))
                        .stream());
        Stream<OwnerReassignment.Suggestion> managers = identity.owners().stream()
                .flatMap(candidate -> accounts(tenant, candidate.person()).stream())
                .flatMap(account -> account.manager().toOptional().stream()
                        .flatMap(manager -> reachable(tenant, manager, List.of()).stream())
                        .map(person -> new OwnerReassignment.Suggestion(
                                person.name(),
                                person.email(),
                                List.of("manages " + nameAmong(account, accounts(tenant, account.id()))))));
        return Stream.concat(candidates, managers).filter(person -> seen.add(person.email()));
    }

    private static boolean isRequester(Set<String> requesters, AlertRecipient person) {
        return requesters.contains(person.email().toLowerCase(Locale.ROOT));
    }

    private Set<String> requesters(TenantId tenant, IdentitySummary identity, Collection<String> findings) {
        Optional<IdentityRecord> stored = access.identityRecord(tenant, identity.id());
        if (stored.isEmpty()) {
            return Set.of();
        }
        Set<String> emails = new HashSet<>();
        if (AnswerFacts.isPending(stored.get(), findings)) {
            emails.addAll(AccessRequesters.emails(access, tenant, stored.get()));
        }
        stored.get().findings().stream()
                .filter(finding -> findings.contains(finding.key())
                        && AccessRequestFindings.requestId(finding).isPresent())
                .flatMap(finding -> finding.affected().stream())
                .flatMap(person -> accounts(tenant, person).stream())
                .flatMap(account -> account.email().toOptional().stream())
                .forEach(email -> emails.add(email.toLowerCase(Locale.ROOT)));
        return emails;
    }

    /**
     * Returns the person with this email address; empty if no account has the address, or if an account shows that the
     * person has left.
     */
    Optional<AlertRecipient> findByEmail(TenantId tenant, String email, List<String> why) {
        return access.peopleByEmail(tenant, email).stream()
                .filter(StoredRecord::isLive)
                .findFirst()
                .flatMap(account -> reachable(tenant, account.content().id(), List.of()))
                .map(person -> new AlertRecipient(person.name(), person.email(), why));
    }

    /**
     * Returns whether any account with this email address shows that the person has left or is suspended; false if no
     * account has the address.
     */
    boolean hasLeft(TenantId tenant, String email) {
        return access.peopleByEmail(tenant, email).stream()
                .map(AlertRecipientResolver::treatRemovedAsLeft)
                .anyMatch(AlertRecipientResolver::isInactive);
    }

    private static boolean isInactive(Person account) {
        return account.employment() == EmploymentStatus.LEFT || account.employment() == EmploymentStatus.SUSPENDED;
    }

    private Optional<AlertRecipient> manager(TenantId tenant, PersonId person) {
        List<Person> accounts = accounts(tenant, person);
        return accounts.stream()
                .flatMap(account -> account.manager().toOptional().stream().flatMap(manager -> {
                    String name = nameAmong(account, accounts);
                    String why = isInactive(account)
                            ? "manage %s, who was responsible for it".formatted(name)
                            : "manage %s, who may be responsible for it".formatted(name);
                    return reachable(tenant, manager, List.of(why)).stream();
                }))
                .findFirst();
    }

    private Optional<AlertRecipient> reachable(TenantId tenant, PersonId id, List<String> evidence) {
        List<Person> accounts = accounts(tenant, id);
        if (accounts.stream().anyMatch(AlertRecipientResolver::isInactive)) {
            return Optional.empty();
        }
        return accounts.stream()
                .flatMap(account -> account.email().toOptional().stream()
                        .map(email ->
                                new AlertRecipient(nameAmong(account, accounts), email, asSecondPerson(evidence))))
                .findFirst();
    }

    /** Returns a person's name: some providers report only a login, and another account has the name. */
    private static String nameAmong(Person account, List<Person> accounts) {
        String own = account.displayName().text();
        return Stream.concat(
                        Stream.of(own),
                        accounts.stream().map(each -> each.displayName().text()).sorted())
                .filter(PersonNames::isWritten)
                .findFirst()
                .orElse(own);
    }

    /**
     * Rewrites evidence in the second person: "installed it on 2026-05-03" becomes "you installed it on 2026-05-03".
     */
    private static List<String> asSecondPerson(List<String> evidence) {
        return evidence.stream().map(AlertRecipientResolver::asSecondPerson).toList();
    }

    private static String asSecondPerson(String did) {
        String[] words = did.split(" ", 2);
        String verb =
                switch (words[0]) {
                    case "is" -> "are";
                    case "sponsors" -> "sponsor";
                    case "uses" -> "use";
                    case "manages" -> "manage";
                    default -> words[0]; // verbs in the past tense are the same for all persons
                };
        return "you " + verb + (words.length > 1 ? " " + words[1] : "");
    }

    /** Returns the person's account, and accounts with the same email address in other connections. */
    private List<Person> accounts(TenantId tenant, PersonId id) {
        List<Person> accounts = new ArrayList<>();
        access.person(tenant, id)
                .map(AlertRecipientResolver::treatRemovedAsLeft)
                .ifPresent(accounts::add);
        if (accounts.stream().noneMatch(account -> account.email().isKnown())) {
            access.person(tenant, id.singleSignOnId())
                    .filter(StoredRecord::isLive)
                    .ifPresent(known -> accounts.add(known.content()));
        }
        Set<String> addresses = new LinkedHashSet<>();
        accounts.forEach(account -> account.email().toOptional().ifPresent(addresses::add));
        for (String address : addresses) {
            access.peopleByEmail(tenant, address).stream()
                    .map(AlertRecipientResolver::treatRemovedAsLeft)
                    .filter(account ->
                            accounts.stream().noneMatch(known -> known.id().equals(account.id())))
                    .forEach(accounts::add);
        }
        return accounts;
    }

    private static Person treatRemovedAsLeft(StoredRecord<Person> stored) {
        Person person = stored.content();
        return stored.isLive() ? person : person.withEmployment(EmploymentStatus.LEFT);
    }
}
