package io.grantkeeper.functions.console;

import io.grantkeeper.functions.observability.FunctionLoggers;
import io.grantkeeper.functions.runtime.ExceptionSummary;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.OwnerCandidate;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionRecipient;
import io.grantkeeper.identity.question.RecipientRole;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.StoredRecord;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The inventory in memory. It is updated when it is older than {@link #FRESH} and after each change by this process;
 * responses state its age. While a large inventory is updated, requests are answered with the data of the previous
 * update, unless that data is older than {@link #USABLE}. The first update of a process can take longer than the time
 * limit of a request. The request then receives the progress of the update, and the next request waits for the same
 * update.
 */
final class ConsoleInventory {
    /** The age at which the inventory is updated. */
    static final Duration FRESH = Duration.ofSeconds(15);

    /** The maximum age of the inventory while an update is in progress. */
    static final Duration USABLE = Duration.ofMinutes(2);

    /**
     * The minimum number of identities at which an inventory counts as large, so that requests do not wait for an
     * update.
     */
    static final int MANY = 5_000;

    private static final int MAX_PEOPLE = 200_000;
    private static final int MAX_CALLERS = 1_000;

    private final Logger log = FunctionLoggers.of(ConsoleInventory.class);
    private final ConsoleStores stores;
    private final Map<PersonId, Optional<Person>> people = new ConcurrentHashMap<>();
    private final Map<String, Accounts> accounts = new ConcurrentHashMap<>();
    private final InventoryListing listing;
    private final AtomicBoolean updating = new AtomicBoolean();
    private volatile boolean outdated;
    private volatile @Nullable InventorySnapshot last;
    private volatile Instant peopleAt = Instant.EPOCH;
    private final Duration firstWait;
    private @Nullable FutureTask<InventorySnapshot> first;

    private record Accounts(Set<PersonId> ids, Instant readAt) {}

    /**
     * Creates an inventory that has not been read yet.
     *
     * @param firstWait how long a request waits for the first update, in real time
     */
    ConsoleInventory(ConsoleStores stores, Duration firstWait) {
        this.stores = stores;
        this.firstWait = firstWait;
        this.listing = new InventoryListing(stores, people);
    }

    /** Returns the current inventory. */
    InventorySnapshot snapshot() {
        InventorySnapshot known = last;
        if (known == null) {
            return first();
        }
        if (outdated || isOlder(known, USABLE)) {
            return update();
        }
        if (!isOlder(known, FRESH)) {
            return known;
        }
        if (known.identities().size() < MANY) {
            return update();
        }
        updateInBackground();
        return known;
    }

    /** Waits for the first update. One request starts it, and later requests wait for it. */
    private InventorySnapshot first() {
        FutureTask<InventorySnapshot> task = firstUpdate();
        try {
            return task.get(firstWait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            InventoryListing.Progress progress = listing.progress();
            throw ProblemDetails.of(
                            ProblemDetails.Type.STARTING,
                            progress.total() == 0
                                    ? "Grantkeeper is reading the list of identities; repeat the request in a second"
                                    : "Grantkeeper has read %d of %d identities; repeat the request in a second"
                                            .formatted(progress.read(), progress.total()))
                    .withRetryAfter(1)
                    .withProgress(progress.read(), progress.total())
                    .exception();
        } catch (ExecutionException e) {
            forgetFirst(task);
            throw e.getCause() instanceof RuntimeException failure
                    ? failure
                    : new IllegalStateException("the inventory was not read", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the inventory was read", e);
        }
    }

    private synchronized FutureTask<InventorySnapshot> firstUpdate() {
        FutureTask<InventorySnapshot> running = first;
        if (running == null) {
            running = new FutureTask<>(this::update);
            first = running;
            var _ = Thread.ofVirtual().name("console-inventory").start(running);
        }
        return running;
    }

    /** Lets the next request start the update again. Data already read by the failed update is not read again. */
    private synchronized void forgetFirst(FutureTask<InventorySnapshot> failed) {
        if (failed.equals(first)) {
            first = null;
        }
    }

    private boolean isOlder(InventorySnapshot known, Duration age) {
        return !known.asOf().plus(age).isAfter(stores.clock().instant());
    }

    private void updateInBackground() {
        if (updating.compareAndSet(false, true)) {
            var _ = Thread.ofVirtual().name("console-inventory").start(() -> {
                try {
                    update();
                } catch (RuntimeException e) {
                    // The next request tries again; an inventory that is too old is never shown.
                    log.log(Level.WARNING, "the inventory was not updated: {0}", ExceptionSummary.describe(e));
                } finally {
                    updating.set(false);
                }
            });
        }
    }

    private InventorySnapshot update() {
        synchronized (listing) {
            return updateListing();
        }
    }

    private InventorySnapshot updateListing() {
        InventorySnapshot known = last;
        if (known != null && !outdated && !isOlder(known, FRESH)) {
            return known;
        }
        outdated = false;
        Instant now = stores.clock().instant();
        if (people.size() > MAX_PEOPLE || (peopleAt.plus(USABLE).isBefore(now) && listing.size() < MANY)) {
            people.clear();
            peopleAt = now;
        }
        InventorySnapshot updated = listing.update();
        // Joined and sorted here, mostly in the background, so that no search and no other order waits for it.
        var _ = updated.searchIndex();
        if (known != null) {
            updated.sortAs(known);
        }
        last = updated;
        return updated;
    }

    /** Makes the next request read the data that was just changed. */
    void changed() {
        outdated = true;
        accounts.clear();
    }

    /** Returns a person; empty if nothing is stored about the account. */
    Optional<Person> person(PersonId id) {
        return people.computeIfAbsent(
                id, account -> stores.access().person(stores.tenant(), account).map(StoredRecord::content));
    }

    String name(PersonId id) {
        return person(id).map(person -> person.displayName().text()).orElse(id.externalId());
    }

    /** Returns the accounts of the calling person; none for a program. */
    Set<PersonId> accounts(ConsoleCaller caller) {
        return caller.email()
                .map(address -> address.toLowerCase(Locale.ROOT))
                .map(this::accounts)
                .orElse(Set.of());
    }

    private Set<PersonId> accounts(String address) {
        Instant now = stores.clock().instant();
        Accounts known = accounts.get(address);
        if (known != null && known.readAt().plus(FRESH).isAfter(now)) {
            return known.ids();
        }
        Set<PersonId> ids = stores.access().peopleByEmail(stores.tenant(), address).stream()
                .map(StoredRecord::content)
                .map(Person::id)
                .collect(Collectors.toSet());
        if (accounts.size() > MAX_CALLERS) {
            accounts.clear();
        }
        accounts.put(address, new Accounts(ids, now));
        return ids;
    }

    /**
     * A caller's accounts, address and roles. They determine which identities belong to the caller: those that the
     * caller may own, and those that the caller is asked about.
     */
    record Mine(Set<PersonId> accounts, Optional<String> email, Set<ConsoleRole> roles) {
        Mine {
            accounts = Set.copyOf(accounts);
            roles = Set.copyOf(roles);
        }

        boolean owns(IdentitySummary identity) {
            return identity.owners().stream().map(OwnerCandidate::person).anyMatch(accounts::contains);
        }

        /** Returns whether the caller may see an identity, assuming that the caller sees only what belongs to them. */
        boolean maySee(IdentitySummary identity, InventorySnapshot snapshot) {
            return owns(identity)
                    || snapshot.questionsAbout(identity.id()).stream().anyMatch(this::wasAsked);
        }

        boolean isOwner(IdentitySummary identity) {
            return identity.owner().filter(accounts::contains).isPresent();
        }

        /** Returns whether a question waits for an answer from the caller. */
        boolean isAsked(OwnerQuestion question) {
            return email.flatMap(question::asked)
                    .filter(person -> question.isOpen() && person.isWaitedFor())
                    .isPresent();
        }

        /** Returns the role in which the caller is asked. */
        RecipientRole as(OwnerQuestion question) {
            return email.flatMap(question::asked).map(QuestionRecipient::as).orElse(RecipientRole.OWNER);
        }

        /**
         * Returns the caller as a recipient of a question. If the caller was not asked, returns the person whom the
         * question reached last.
         */
        QuestionRecipient recipient(OwnerQuestion question) {
            return email.flatMap(question::asked).orElseGet(question::current);
        }

        boolean wasAsked(OwnerQuestion question) {
            return email.flatMap(question::asked).isPresent();
        }

        /**
         * Returns whether the caller may give an answer. A person whom Grantkeeper asked may give any answer. A person
         * who opened the question may answer as their role allows: a reviewer may keep access, and a responder may
         * revoke it.
         */
        boolean mayAnswer(OwnerQuestion question, OwnerAnswer answer) {
            return !openedQuestion(question) || mayDecide(answer);
        }

        /**
         * Returns whether the caller's roles allow them to give an answer about any identity, even if nobody asked
         * them.
         */
        boolean mayDecide(OwnerAnswer answer) {
            return roles.contains(ConsoleRole.ADMIN)
                    || (roles.contains(ConsoleRole.REVIEWER) && isDecisionOfReviewer(answer))
                    || (roles.contains(ConsoleRole.RESPONDER) && isDecisionOfResponder(answer));
        }

        /** Returns whether the caller opened the question themselves instead of being asked by Grantkeeper. */
        boolean openedQuestion(OwnerQuestion question) {
            return question.id().startsWith(QuestionApi.OPENED)
                    && email.filter(address ->
                                    question.asked().getFirst().email().equals(address))
                            .isPresent();
        }

        /**
         * Returns whether an answer removes access, grants access that nobody had, or has the effect of a sensitive
         * operation without the caller having been asked. Such an answer needs a fresh sign-in.
         */
        boolean needsFreshSignIn(OwnerQuestion question, OwnerAnswer answer) {
            return isRemoval(answer)
                    || answer == OwnerAnswer.APPROVE_REQUEST
                    || (openedQuestion(question) && isSensitiveUnasked(answer));
        }

        static boolean isRemoval(OwnerAnswer answer) {
            return switch (answer) {
                case REDUCE, REVOKE, TO_APPROVED, REMOVE_ADDED, BLOCK, DENY_REQUEST -> true;
                case KEEP, NOT_MINE, WILL_ACT, ACCEPT, NOT_EXPECTED, OWN, NAME_OWNER, ASK_TO_BLOCK, APPROVE_REQUEST ->
                    false;
            };
        }

        /**
         * Returns whether an answer has the effect of a sensitive operation: of {@code approve} and {@code triage}, or of
         * {@code nameOwner} and {@code handOver}. A person who was asked needs no fresh sign-in for it, as behind a link.
         */
        private static boolean isSensitiveUnasked(OwnerAnswer answer) {
            return switch (answer) {
                case KEEP, ACCEPT, OWN, NAME_OWNER -> true;
                case REDUCE,
                        REVOKE,
                        TO_APPROVED,
                        REMOVE_ADDED,
                        BLOCK,
                        DENY_REQUEST,
                        APPROVE_REQUEST,
                        NOT_MINE,
                        WILL_ACT,
                        NOT_EXPECTED,
                        ASK_TO_BLOCK -> false;
            };
        }

        private static boolean isDecisionOfReviewer(OwnerAnswer answer) {
            return switch (answer) {
                case KEEP,
                        ACCEPT,
                        NOT_EXPECTED,
                        APPROVE_REQUEST,
                        DENY_REQUEST,
                        NOT_MINE,
                        WILL_ACT,
                        OWN,
                        NAME_OWNER,
                        ASK_TO_BLOCK -> true;
                case REDUCE, REVOKE, TO_APPROVED, REMOVE_ADDED, BLOCK -> false;
            };
        }

        private static boolean isDecisionOfResponder(OwnerAnswer answer) {
            return switch (answer) {
                case REDUCE,
                        REVOKE,
                        TO_APPROVED,
                        REMOVE_ADDED,
                        BLOCK,
                        ASK_TO_BLOCK,
                        DENY_REQUEST,
                        NOT_MINE,
                        NOT_EXPECTED,
                        WILL_ACT,
                        OWN,
                        NAME_OWNER -> true;
                case KEEP, ACCEPT, APPROVE_REQUEST -> false;
            };
        }
    }

    Mine mine(ConsoleCaller caller) {
        return new Mine(
                accounts(caller), caller.email().map(address -> address.toLowerCase(Locale.ROOT)), caller.roles());
    }

    /**
     * Returns whether the caller may see an identity. Callers who are limited to what belongs to them may see only
     * those identities; all others may see every identity.
     */
    boolean isVisible(AuthorizedApiCall call, IdentitySummary identity) {
        return !call.isOwnerOnly() || mine(call.by()).maySee(identity, snapshot());
    }

    /** Returns an identity from the listing or, if the listing does not contain it, from the table. */
    private Optional<IdentitySummary> find(IdentityId id, InventorySnapshot now) {
        return now.identity(id)
                .or(() -> isConnected(id)
                        ? stores.access().outline(stores.tenant(), id).flatMap(IdentityRecord::summary)
                        : Optional.empty());
    }

    private boolean isConnected(IdentityId id) {
        return id.connection().equals(ConnectionId.DECISION_POINT)
                || stores.connections().stream().map(Connection::id).anyMatch(id.connection()::equals);
    }

    /**
     * Returns the identity that a call names.
     *
     * @throws ApiProblemException if there is no such identity or the caller may not see it
     */
    IdentitySummary required(AuthorizedApiCall call) {
        InventorySnapshot now = snapshot();
        return EncodedIdentityIds.identity(call.pathValue("key"))
                .flatMap(id -> find(id, now))
                .filter(identity -> isVisible(call, identity))
                .orElseThrow(() -> ProblemDetails.of(
                                ProblemDetails.Type.NOT_FOUND,
                                "there is no such identity, or it does not belong to you")
                        .exception());
    }
}
