package io.grantkeeper.alerts;

import io.grantkeeper.identity.Employment;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.OwnerCandidate;
import io.grantkeeper.identity.question.AskedAs;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.Stored;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Finds whom to ask about a finding: the one who brought it about, then the identity's owner candidates in order, then
 * the manager of the first of them, then the security team. People who left, and accounts without an address, are
 * passed over.
 */
final class OwnerRouter {
    private final AccessStore access;
    private final Recipient securityTeam;

    OwnerRouter(AccessStore access, Recipient securityTeam) {
        this.access = access;
        this.securityTeam = securityTeam;
    }

    /** Findings by the one person who is told of them; each finding is told to exactly one. */
    Map<Recipient, List<Finding>> route(TenantId tenant, IdentitySummary identity, List<Finding> findings) {
        Map<String, Recipient> byEmail = new LinkedHashMap<>();
        Map<Recipient, List<Finding>> routed = new LinkedHashMap<>();
        for (Finding finding : findings) {
            Recipient found = recipient(tenant, identity, finding);
            Recipient same = byEmail.computeIfAbsent(found.email(), _ -> found);
            routed.computeIfAbsent(same, _ -> new ArrayList<>()).add(finding);
        }
        return routed;
    }

    private Recipient recipient(TenantId tenant, IdentitySummary identity, Finding finding) {
        return chain(tenant, identity, finding.cause().toOptional())
                .findFirst()
                .map(Link::recipient)
                .orElse(securityTeam);
    }

    /** Someone who can be asked, and as whom. */
    record Link(Recipient recipient, AskedAs as) {}

    /**
     * Everybody who can be asked, in order; the security team is always the last. Looked up one after the other, as far
     * as somebody reads.
     *
     * @param cause who brought the change about, where it is known
     */
    Stream<Link> chain(TenantId tenant, IdentitySummary identity, Optional<PersonId> cause) {
        List<OwnerCandidate> candidates = new ArrayList<>();
        cause.ifPresent(person -> candidates.add(new OwnerCandidate(person, List.of("brought the change about"))));
        candidates.addAll(identity.owners());
        Set<String> seen = new LinkedHashSet<>();
        Stream<Link> owners = candidates.stream()
                .flatMap(candidate -> reachable(tenant, candidate.person(), candidate.evidence()).stream())
                .filter(person -> !seen.contains(person.email()))
                .map(person -> new Link(person, seen.isEmpty() ? AskedAs.OWNER : AskedAs.BACKUP))
                .peek(link -> seen.add(link.recipient().email()));
        Stream<Link> managers = candidates.stream()
                .flatMap(candidate -> manager(tenant, candidate.person()).stream())
                .filter(person -> seen.add(person.email()))
                .map(person -> new Link(person, AskedAs.MANAGER));
        Stream<Link> team = Stream.of(new Link(securityTeam, AskedAs.SECURITY_TEAM))
                .filter(link -> seen.add(link.recipient().email()));
        return Stream.of(owners, managers, team).flatMap(Function.identity());
    }

    /** The person with this address, where an account has it and none says that they left. */
    Optional<Recipient> named(TenantId tenant, String email, List<String> why) {
        return access.peopleByEmail(tenant, email).stream()
                .filter(Stored::isLive)
                .findFirst()
                .flatMap(account -> reachable(tenant, account.content().id(), List.of()))
                .map(person -> new Recipient(person.name(), person.email(), why));
    }

    /** Whether an account has this address and says that its owner is gone; somebody without an account is not. */
    boolean hasLeft(TenantId tenant, String email) {
        return access.peopleByEmail(tenant, email).stream()
                .map(OwnerRouter::asLeftWhenRemoved)
                .anyMatch(OwnerRouter::isGone);
    }

    private static boolean isGone(Person account) {
        return account.employment() == Employment.LEFT || account.employment() == Employment.SUSPENDED;
    }

    private Optional<Recipient> manager(TenantId tenant, PersonId person) {
        return accounts(tenant, person).stream()
                .flatMap(account -> account.manager().toOptional().stream().flatMap(manager -> {
                    String why = "manage " + account.displayName() + ", who answered for it";
                    return reachable(tenant, manager, List.of(why)).stream();
                }))
                .findFirst();
    }

    private Optional<Recipient> reachable(TenantId tenant, PersonId id, List<String> evidence) {
        List<Person> accounts = accounts(tenant, id);
        if (accounts.stream().anyMatch(OwnerRouter::isGone)) {
            return Optional.empty();
        }
        return accounts.stream()
                .flatMap(account -> account.email().toOptional().stream()
                        .map(email -> new Recipient(account.displayName(), email, asSecondPerson(evidence))))
                .findFirst();
    }

    /** Evidence says what somebody did: "installed it on 2026-05-03". */
    private static List<String> asSecondPerson(List<String> evidence) {
        return evidence.stream().map(OwnerRouter::asSecondPerson).toList();
    }

    private static String asSecondPerson(String did) {
        String[] words = did.split(" ", 2);
        String verb =
                switch (words[0]) {
                    case "is" -> "are";
                    case "sponsors" -> "sponsor";
                    case "uses" -> "use";
                    case "manages" -> "manage";
                    default -> words[0]; // in the past tense: the same for all persons
                };
        return "you " + verb + (words.length > 1 ? " " + words[1] : "");
    }

    /** The account and, through its address, the same person's accounts in other connections. */
    private List<Person> accounts(TenantId tenant, PersonId id) {
        List<Person> accounts = new ArrayList<>();
        access.person(tenant, id).map(OwnerRouter::asLeftWhenRemoved).ifPresent(accounts::add);
        if (accounts.stream().noneMatch(account -> account.email().isKnown())) {
            access.person(tenant, id.singleSignOn())
                    .filter(Stored::isLive)
                    .ifPresent(known -> accounts.add(known.content()));
        }
        Set<String> addresses = new LinkedHashSet<>();
        accounts.forEach(account -> account.email().toOptional().ifPresent(addresses::add));
        for (String address : addresses) {
            access.peopleByEmail(tenant, address).stream()
                    .map(OwnerRouter::asLeftWhenRemoved)
                    .filter(account ->
                            accounts.stream().noneMatch(known -> known.id().equals(account.id())))
                    .forEach(accounts::add);
        }
        return accounts;
    }

    private static Person asLeftWhenRemoved(Stored<Person> stored) {
        Person person = stored.content();
        return stored.isLive()
                ? person
                : new Person(
                        person.id(),
                        person.displayName(),
                        person.email(),
                        Employment.LEFT,
                        person.manager(),
                        person.department(),
                        person.aliases());
    }
}
