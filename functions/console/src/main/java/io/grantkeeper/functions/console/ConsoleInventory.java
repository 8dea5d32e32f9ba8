package io.grantkeeper.functions.console;

import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.OwnerCandidate;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.store.IdentityQuery;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.identity.store.StoredRecord;
import io.grantkeeper.reports.InventoryReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The inventory in memory. It is read again when it is older than {@link #FRESH}, and after a change that this process
 * made; responses state how old it is.
 */
final class ConsoleInventory {
    /** How old the inventory may be. */
    static final Duration FRESH = Duration.ofSeconds(15);

    private static final int PAGE = 200;
    private static final int MAX_PEOPLE = 100_000;

    static final Comparator<IdentitySummary> HIGHEST_RISK_FIRST = Comparator.comparing(IdentitySummary::severity)
            .reversed()
            .thenComparing(IdentitySummary::displayName)
            .thenComparing(IdentitySummary::id);

    private final ConsoleStores stores;
    private final Map<PersonId, Optional<Person>> people = new ConcurrentHashMap<>();
    private volatile @Nullable Snapshot last;

    ConsoleInventory(ConsoleStores stores) {
        this.stores = stores;
    }

    /** Returns the current inventory. */
    Snapshot snapshot() {
        Snapshot known = last;
        return known != null && isFresh(known) ? known : read();
    }

    private boolean isFresh(Snapshot known) {
        return known.asOf().plus(FRESH).isAfter(stores.clock().instant());
    }

    private synchronized Snapshot read() {
        Snapshot known = last;
        if (known != null && isFresh(known)) {
            return known;
        }
        Instant asOf = stores.clock().instant();
        List<IdentitySummary> identities = new ArrayList<>();
        for (ConnectionId connection : connections()) {
            identities.addAll(StorePage.readAll(from -> stores.access()
                    .identities(stores.tenant(), new IdentityQuery.OfConnection(connection), PAGE, from)));
        }
        identities.sort(HIGHEST_RISK_FIRST);
        List<OwnerQuestion> waiting =
                StorePage.readAll(from -> stores.questions().waiting(stores.tenant(), PAGE, from));
        Map<IdentityId, IdentitySummary> byId =
                identities.stream().collect(Collectors.toMap(IdentitySummary::id, one -> one, (one, _) -> one));
        if (people.size() > MAX_PEOPLE) {
            people.clear();
        }
        Snapshot read = Snapshot.of(
                asOf,
                identities,
                new InventoryReader(stores.tenant(), stores.access(), stores.findings()).listedFindings(byId),
                waiting);
        last = read;
        return read;
    }

    /** Returns the configured connections, and that of agents that are not in any provider's inventory. */
    private List<ConnectionId> connections() {
        List<ConnectionId> all = new ArrayList<>(
                stores.connections().stream().map(Connection::id).toList());
        all.add(ConnectionId.DECISION_POINT);
        return all;
    }

    /** Forgets what was read, because something was changed. */
    void changed() {
        last = null;
        people.clear();
    }

    /** Returns a person; empty if nothing is stored about the account. */
    Optional<Person> person(PersonId id) {
        return people.computeIfAbsent(
                id, account -> stores.access().person(stores.tenant(), account).map(StoredRecord::content));
    }

    String name(PersonId id) {
        return person(id).map(person -> person.displayName().text()).orElse(id.externalId());
    }

    /** Returns the accounts of the person who calls; none for a program. */
    Set<PersonId> accounts(Caller caller) {
        return caller.email()
                .map(address ->
                        stores.access().peopleByEmail(stores.tenant(), address.toLowerCase(Locale.ROOT)).stream()
                                .map(StoredRecord::content)
                                .map(Person::id)
                                .collect(Collectors.toSet()))
                .orElse(Set.of());
    }

    /** What belongs to a caller: identities of which they may be the owner, and those that they are asked about. */
    record Mine(Set<PersonId> accounts, Optional<String> email, Set<ConsoleRole> roles) {
        Mine {
            accounts = Set.copyOf(accounts);
            roles = Set.copyOf(roles);
        }

        boolean owns(IdentitySummary identity) {
            return identity.owners().stream().map(OwnerCandidate::person).anyMatch(accounts::contains);
        }

        /** Returns whether a person who sees only what is theirs may see an identity. */
        boolean maySee(IdentitySummary identity, Snapshot snapshot) {
            return owns(identity)
                    || snapshot.questionsAbout(identity.id()).stream().anyMatch(this::wasAsked);
        }

        boolean isOwner(IdentitySummary identity) {
            return identity.owner().filter(accounts::contains).isPresent();
        }

        /** Returns whether a question waits for the caller. */
        boolean isAsked(OwnerQuestion question) {
            return email.flatMap(question::asked)
                    .filter(person -> question.isOpen() && person.isWaitedFor())
                    .isPresent();
        }

        boolean wasAsked(OwnerQuestion question) {
            return email.flatMap(question::asked).isPresent();
        }

        /**
         * Returns whether the caller may give an answer. Whoever Grantkeeper asks may give each. A person who asked
         * themselves decides as their role does: a reviewer keeps, and a responder revokes.
         */
        boolean mayAnswer(OwnerQuestion question, OwnerAnswer answer) {
            return !openedQuestion(question)
                    || roles.contains(ConsoleRole.ADMIN)
                    || (roles.contains(ConsoleRole.REVIEWER) && isDecisionOfReviewer(answer))
                    || (roles.contains(ConsoleRole.RESPONDER) && isDecisionOfResponder(answer));
        }

        private boolean openedQuestion(OwnerQuestion question) {
            return question.id().startsWith(QuestionApi.OPENED)
                    && email.filter(address ->
                                    question.asked().getFirst().email().equals(address))
                            .isPresent();
        }

        private static boolean isDecisionOfReviewer(OwnerAnswer answer) {
            return switch (answer) {
                case KEEP, ACCEPT, APPROVE_REQUEST, DENY_REQUEST, NOT_MINE, WILL_ACT, OWN, NAME_OWNER -> true;
                case REDUCE, REVOKE, TO_APPROVED, REMOVE_ADDED -> false;
            };
        }

        private static boolean isDecisionOfResponder(OwnerAnswer answer) {
            return switch (answer) {
                case REDUCE, REVOKE, TO_APPROVED, REMOVE_ADDED, DENY_REQUEST, NOT_MINE, WILL_ACT, OWN, NAME_OWNER ->
                    true;
                case KEEP, ACCEPT, APPROVE_REQUEST -> false;
            };
        }
    }

    Mine mine(Caller caller) {
        return new Mine(
                accounts(caller), caller.email().map(address -> address.toLowerCase(Locale.ROOT)), caller.roles());
    }

    /** Returns whether a caller who sees only their own may see an identity. */
    boolean isVisible(ApiCall call, IdentitySummary identity) {
        return !call.isOwnerOnly() || mine(call.by()).maySee(identity, snapshot());
    }

    /**
     * Returns the identity that a call names.
     *
     * @throws ProblemException if there is none that the caller may see
     */
    IdentitySummary required(ApiCall call) {
        Snapshot now = snapshot();
        return IdentityKeys.identity(call.pathValue("key"))
                .flatMap(now::identity)
                .filter(identity -> isVisible(call, identity))
                .orElseThrow(() -> Problem.of(
                                Problem.Type.NOT_FOUND, "there is no such identity, or it does not belong to you")
                        .exception());
    }
}
