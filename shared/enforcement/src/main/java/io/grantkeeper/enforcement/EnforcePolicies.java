package io.grantkeeper.enforcement;

import io.grantkeeper.answers.Revokers;
import io.grantkeeper.detection.Approvals;
import io.grantkeeper.detection.GrantAccess;
import io.grantkeeper.enforcement.BreachFinder.Found;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.IdentityDossier;
import io.grantkeeper.identity.store.IdentityQuery;
import io.grantkeeper.identity.store.LostRaceException;
import io.grantkeeper.identity.store.Slice;
import io.grantkeeper.permissions.Permissions;
import io.grantkeeper.policy.Stage;
import io.grantkeeper.policy.enforcement.Breach;
import io.grantkeeper.policy.enforcement.Breach.State;
import io.grantkeeper.policy.enforcement.BreachStore;
import io.grantkeeper.policy.enforcement.EnforcementBookmark;
import io.grantkeeper.policy.enforcement.EnforcementSwitch;
import io.grantkeeper.policy.intent.Enforcement;
import io.grantkeeper.policy.intent.Policy;
import io.grantkeeper.policy.intent.PolicySet;
import io.grantkeeper.policy.store.PolicyStore;
import io.grantkeeper.policy.store.StoredPolicy;
import io.grantkeeper.revocation.LaterListing;
import io.grantkeeper.revocation.RevocationStep;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Holds the inventory to the policies that say how they are enforced.
 *
 * <p>In training a breach is only recorded; in recommendation its owner is told; in enforcement they are told the date, and
 * when it has passed what the policy forbids is taken away. Nothing is taken away that nobody was warned of, that is no
 * breach at that moment, that a person exempted, that the day's budget does not hold, or while enforcement is stopped. Every
 * step is kept before and after: whoever dies in between is followed by the next run.
 */
public final class EnforcePolicies {
    /** So much may be taken away in a day where nobody says otherwise. */
    public static final int ACTS_A_DAY = 20;

    /** Where a run ends early the page that it was at is looked at again: a run must get further than one. */
    private static final int PAGE = 25;

    private final PolicyStore policies;
    private final AccessStore access;
    private final BreachStore breaches;
    private final TakingAway taking;
    private final LaterListing listings;
    private final Exceptions exceptions;
    private final OwnerWarning warning;
    private final Company company;
    private final Clock clock;
    private final GrantAccess meaning = new GrantAccess(Permissions.standard());

    /** What the company says of its identities itself. */
    public record Company(Approvals approved, Map<String, Approvals> tags) {
        public Company {
            tags = Map.copyOf(tags);
        }
    }

    public EnforcePolicies(
            PolicyStore policies,
            AccessStore access,
            BreachStore breaches,
            Revokers revokers,
            LaterListing listings,
            Exceptions exceptions,
            OwnerWarning warning,
            Company company,
            Clock clock) {
        this.policies = policies;
        this.access = access;
        this.breaches = breaches;
        this.taking = new TakingAway(revokers, clock);
        this.listings = listings;
        this.exceptions = exceptions;
        this.warning = warning;
        this.company = company;
        this.clock = clock;
    }

    /** A policy in force that is enforced outside of requests, and where it stands. */
    private record Held(StoredPolicy stored, Enforcement how, BreachFinder finder) {}

    /** What a policy would find, whatever its stage; for whoever asks before it is put in force. */
    public record Preview(
            String policy, IdentityId identity, String displayName, String what, String reason, List<String> steps) {
        public Preview {
            steps = List.copyOf(steps);
        }
    }

    /** What policies would take away from the inventory as it is now; changes nothing and calls nothing that does. */
    public List<Preview> preview(TenantId tenant, List<Policy> candidates, BooleanSupplier goOn) {
        HeldFacts facts = facts(tenant);
        List<BreachFinder> finders = candidates.stream()
                .filter(policy -> policy.enforcement().isPresent())
                .map(policy -> new BreachFinder(policy, meaning, facts))
                .toList();
        List<Preview> found = new ArrayList<>();
        if (finders.isEmpty()) {
            return found;
        }
        Look look = new Look() {
            @Override
            void at(IdentityDossier dossier) {
                for (BreachFinder finder : finders) {
                    for (Found one : finder.in(dossier, clock.instant())) {
                        found.add(new Preview(
                                finder.policy().name(),
                                dossier.identity().content().id(),
                                dossier.identity().content().displayName(),
                                one.what(),
                                one.reason(),
                                TakingAway.preview(taking.plan(
                                        tenant, dossier, one.target().part()))));
                    }
                }
            }

            @Override
            void reached(IdentityStatus status, Optional<String> page) {}
        };
        var _ = look.from(tenant, LOOKED_AT.getFirst(), Optional.empty(), goOn);
        return found;
    }

    /**
     * Looks at everything once, warns, and takes away what is due. A run that ends early is gone on with by the next one.
     *
     * @param actsADay so much is taken away in a day at most
     * @param goOn asked before each identity: false ends the run early
     */
    public EnforcementReport run(TenantId tenant, int actsADay, BooleanSupplier goOn) {
        Run run = new Run(tenant, actsADay);
        run.all(goOn);
        return run.report();
    }

    /** What is looked at, in this order; what is gone holds nothing. */
    private static final List<IdentityStatus> LOOKED_AT = Arrays.stream(IdentityStatus.values())
            .filter(status -> status != IdentityStatus.GONE)
            .toList();

    /** A look at the inventory, from where the last one stopped. */
    private abstract class Look {
        private final Set<IdentityId> seen = new HashSet<>();
        private int looked;

        /** One identity that holds something. */
        abstract void at(IdentityDossier dossier);

        /** It goes on there, now or in another process. */
        abstract void reached(IdentityStatus status, Optional<String> page);

        int looked() {
            return looked;
        }

        boolean hasSeen(IdentityId identity) {
            return seen.contains(identity);
        }

        /**
         * Looks at everything from here on.
         *
         * @param goOn asked before each identity
         * @return false where it stopped before the end
         */
        boolean from(TenantId tenant, IdentityStatus first, Optional<String> page, BooleanSupplier goOn) {
            Optional<String> next = page;
            for (IdentityStatus status : LOOKED_AT.subList(LOOKED_AT.indexOf(first), LOOKED_AT.size())) {
                do {
                    Slice<IdentitySummary> slice =
                            access.identities(tenant, new IdentityQuery.OfStatus(status), PAGE, next);
                    for (IdentitySummary summary : slice.items()) {
                        if (!goOn.getAsBoolean()) {
                            reached(status, next);
                            return false;
                        }
                        if (seen.add(summary.id())) {
                            live(tenant, summary.id()).ifPresent(this::at);
                            looked++;
                        }
                    }
                    next = slice.next();
                    if (next.isPresent()) {
                        reached(status, next);
                    }
                } while (next.isPresent());
            }
            return true;
        }
    }

    private Optional<IdentityDossier> live(TenantId tenant, IdentityId identity) {
        return access.dossier(tenant, identity)
                .filter(dossier -> dossier.identity().isLive());
    }

    private HeldFacts facts(TenantId tenant) {
        return new HeldFacts(access, tenant, company.approved(), company.tags());
    }

    /** One pass over the inventory. */
    private final class Run {
        private final TenantId tenant;
        private final int actsADay;
        private final Instant now = clock.instant();
        private final Map<String, Breach> known = new HashMap<>();
        private final Set<String> found = new HashSet<>();
        private final List<Breach> acted = new ArrayList<>();
        private final List<Breach> lifted = new ArrayList<>();
        private final List<Breach> postponed = new ArrayList<>();
        private final List<Breach> waiting = new ArrayList<>();
        private final Map<ConnectionId, Instant> limited = new HashMap<>();
        private final List<String> problems = new ArrayList<>();
        private final HeldFacts facts;
        private final List<Held> held;
        private final Set<String> unreadable = new HashSet<>();
        private final Inventory inventory = new Inventory();
        private final Optional<EnforcementBookmark> bookmark;
        private boolean kept;
        private boolean finished;
        private Optional<String> stopped = Optional.empty();

        Run(TenantId tenant, int actsADay) {
            this.tenant = tenant;
            this.actsADay = actsADay;
            this.facts = facts(tenant);
            this.bookmark = breaches.bookmark(tenant);
            this.kept = bookmark.isPresent();
            breaches.all(tenant).forEach(breach -> known.put(breach.id(), breach));
            this.held = policies.all(tenant).stream()
                    .flatMap(stored -> held(stored).stream())
                    .toList();
        }

        private Optional<Held> held(StoredPolicy stored) {
            Optional<PolicySet> set = PolicySet.read(List.of(new PolicySet.Source(stored.name(), stored.text())))
                    .set();
            if (set.isEmpty()) {
                problems.add("the policy '%s' cannot be read and is not enforced".formatted(stored.name()));
                unreadable.add(stored.name());
            }
            return set.flatMap(one -> one.policies().stream().findFirst())
                    .flatMap(policy -> policy.enforcement()
                            .map(how -> new Held(stored, how, new BreachFinder(policy, meaning, facts))));
        }

        void all(BooleanSupplier goOn) {
            stopped = reason(breaches.enforcementSwitch(tenant));
            liftWhatNoPolicyAsksFor();
            // Where no policy is held nothing can be found, and what was open is lifted by now, or its policy cannot be
            // read: a look at every identity, each hour, would tell nothing.
            finished = held.isEmpty()
                    || inventory.from(
                            tenant,
                            bookmark.map(EnforcementBookmark::status).orElse(LOOKED_AT.getFirst()),
                            bookmark.flatMap(EnforcementBookmark::page),
                            goOn);
            if (finished) {
                liftWhatIsHeldNoMore();
                if (kept) {
                    breaches.keep(tenant, Optional.empty());
                }
            }
        }

        /** The part of the inventory that this run looks at. */
        private final class Inventory extends Look {
            @Override
            void at(IdentityDossier dossier) {
                IdentityId identity = dossier.identity().content().id();
                try {
                    for (Held policy : held) {
                        for (Found one : policy.finder().in(dossier, now)) {
                            settle(policy, dossier, one);
                        }
                    }
                } catch (RuntimeException e) {
                    problems.add("%s: %s".formatted(identity, e.getClass().getSimpleName()));
                    return;
                }
                lift(breach -> breach.identity().equals(identity), Run::gone);
            }

            @Override
            void reached(IdentityStatus status, Optional<String> page) {
                kept = true;
                breaches.keep(
                        tenant,
                        Optional.of(new EnforcementBookmark(
                                bookmark.map(EnforcementBookmark::begun).orElse(now), status, page)));
            }
        }

        private static Optional<String> reason(EnforcementSwitch position) {
            return position.stopped()
                    ? Optional.of("%s stopped it: %s".formatted(position.by().orElse("somebody"), position.reason()))
                    : Optional.empty();
        }

        /** Trouble with one never keeps another from being seen to. */
        private void settle(Held policy, IdentityDossier dossier, Found one) {
            String id = Breach.idOf(
                    policy.stored().name(), dossier.identity().content().id(), one.target());
            found.add(id);
            try {
                settle(policy, dossier, one, id);
            } catch (LostRaceException _) {
                problems.add("%s: another run works on it".formatted(id));
            } catch (RuntimeException e) {
                problems.add("%s: %s".formatted(id, e.getClass().getSimpleName()));
            }
        }

        private void settle(Held policy, IdentityDossier dossier, Found one, String id) {
            Breach breach = seen(policy, dossier, one, id);
            Optional<String> allowed = allowed(policy, breach);
            if (allowed.isPresent()) {
                if (breach.isOpen()) {
                    lift(breach, allowed.get());
                }
                return;
            }
            switch (policy.stored().stage()) {
                case TRAINING -> {}
                case RECOMMENDATION -> {
                    if (breach.toldAt().isEmpty()) {
                        warn(dossier, breach, Optional.empty());
                    }
                }
                case ENFORCEMENT -> enforce(policy, dossier, one, breach);
            }
        }

        private Breach seen(Held policy, IdentityDossier dossier, Found one, String id) {
            Breach before = known.get(id);
            boolean goesOn = before != null
                    && before.version().equals(policy.stored().version())
                    && (before.isOpen() || before.isExemptAt(now) || isLiftedByOwner(policy, before));
            if (before != null && goesOn) {
                return before;
            }
            return save(Breach.seen(
                    policy.stored().name(),
                    policy.stored().version(),
                    dossier.identity().content().id(),
                    one.target(),
                    one.what(),
                    one.reason(),
                    now,
                    before == null ? 0 : before.revision()));
        }

        private boolean isLiftedByOwner(Held policy, Breach breach) {
            return breach.state() == State.LIFTED
                    && policy.finder().policy().exceptions()
                    && exceptions.of(tenant, breach.identity(), now).isPresent();
        }

        private Optional<String> allowed(Held policy, Breach breach) {
            if (breach.isExemptAt(now)) {
                return Optional.of("%s lets it be until %s"
                        .formatted(
                                breach.exemptBy().orElse("somebody"),
                                breach.exemptUntil().orElseThrow()));
            }
            return policy.finder().policy().exceptions()
                    ? exceptions.of(tenant, breach.identity(), now)
                    : Optional.empty();
        }

        private void enforce(Held policy, IdentityDossier dossier, Found one, Breach breach) {
            boolean warnedHere = breach.toldAt()
                    .filter(told -> !told.isBefore(policy.stored().since()))
                    .isPresent();
            if (breach.due().isEmpty() || !warnedHere) {
                // The grace period begins when it was first seen, and never before the policy could act at all.
                Instant from = breach.firstSeen().isAfter(policy.stored().since())
                        ? breach.firstSeen()
                        : policy.stored().since();
                Instant due = from.plus(policy.how().grace());
                warn(
                        dossier,
                        breach,
                        Optional.of(
                                due.isAfter(now) ? due : now.plus(policy.how().grace())));
                return;
            }
            boolean handled =
                    switch (breach.state()) {
                        // A provider's word is taken until a later listing shows that it still opens something.
                        case DONE ->
                            one.suspended()
                                    || !isSeenSince(
                                            one,
                                            breach.identity(),
                                            breach.actedAt().orElse(now));
                        case BY_HAND -> true;
                        case SEEN, ACTING, WAITING, FAILED, LIFTED -> false;
                    };
            if (!handled && !breach.due().get().isAfter(now)) {
                act(policy, dossier, one, breach);
            }
        }

        /** A listing that shows it as it was writes nothing; that everything was listed since then tells as much. */
        private boolean isSeenSince(Found one, IdentityId identity, Instant at) {
            return one.observedAt().isAfter(at) || listings.isCompleteSince(tenant, identity.connection(), at);
        }

        private void warn(IdentityDossier dossier, Breach breach, Optional<Instant> due) {
            Breach dated = breach.told(now, due);
            List<String> preview = due.isPresent()
                    ? TakingAway.preview(
                            taking.plan(tenant, dossier, breach.target().part()))
                    : List.of();
            boolean told = warning.warn(
                    tenant, dated, dossier.identity().content().displayName(), facts.ownerOf(dossier), preview);
            if (told) {
                save(dated);
            } else {
                problems.add("%s: nobody could be told of it yet".formatted(breach.id()));
            }
        }

        private void act(Held policy, IdentityDossier dossier, Found one, Breach breach) {
            // Read again before each act: whoever stops it means now.
            stopped = reason(breaches.enforcementSwitch(tenant));
            if (stopped.isPresent() || stageNow(policy) != Stage.ENFORCEMENT) {
                return;
            }
            if (isLimited(breach.identity().connection())) {
                waiting.add(breach);
                return;
            }
            if (!breaches.spend(tenant, LocalDate.ofInstant(now, ZoneOffset.UTC), breach.id(), actsADay)) {
                postponed.add(breach);
                return;
            }
            boolean goesOn = breach.state() == State.ACTING || breach.state() == State.WAITING;
            Instant since = breach.actedAt().filter(_ -> goesOn).orElse(now);
            List<RevocationStep> steps =
                    taking.plan(tenant, dossier, one.target().part());
            Breach begun = save(breach.acting(TakingAway.preview(steps), since));
            TakingAway.Done done = taking.carryOut(tenant, policy.how().step(), begun, steps);
            done.roomAt().ifPresent(at -> limited.put(begun.identity().connection(), at));
            Breach ended = save(done.breach());
            if (ended.state() == State.WAITING) {
                waiting.add(ended);
                return;
            }
            acted.add(ended);
            if (ended.state() != State.DONE) {
                warning.leftOver(tenant, ended, dossier.identity().content().displayName());
            }
        }

        /** Others of that provider would only be told the same, and use up the day's budget. */
        private boolean isLimited(ConnectionId connection) {
            return Optional.ofNullable(limited.get(connection))
                    .filter(clock.instant()::isBefore)
                    .isPresent();
        }

        /** The policy may have been taken down since this run began. */
        private Stage stageNow(Held policy) {
            return policies.policy(tenant, policy.stored().name())
                    .filter(now -> now.version().equals(policy.stored().version()))
                    .map(StoredPolicy::stage)
                    .orElse(Stage.TRAINING);
        }

        private void liftWhatNoPolicyAsksFor() {
            Set<String> names = held.stream().map(one -> one.stored().name()).collect(Collectors.toSet());
            lift(breach -> !names.contains(breach.policy()), _ -> "no policy in force asks for it any more");
        }

        /** Of identities that were not come by, since they hold nothing any more. */
        private void liftWhatIsHeldNoMore() {
            Map<IdentityId, Boolean> live = new HashMap<>();
            lift(
                    breach -> !inventory.hasSeen(breach.identity())
                            && !live.computeIfAbsent(
                                    breach.identity(),
                                    identity -> live(tenant, identity).isPresent()),
                    Run::gone);
        }

        private static String gone(Breach breach) {
            return breach.state() == State.DONE ? "it was taken away" : "it is so no more";
        }

        /** Lifts what is open, was not found by this run, and is meant; of a policy that cannot be read nobody knows. */
        private void lift(Predicate<Breach> meant, Function<Breach, String> why) {
            for (Breach breach : List.copyOf(known.values())) {
                boolean stays = found.contains(breach.id()) || unreadable.contains(breach.policy());
                if (breach.isOpen() && !stays && meant.test(breach)) {
                    try {
                        lift(breach, why.apply(breach));
                    } catch (LostRaceException _) {
                        problems.add("%s: another run works on it".formatted(breach.id()));
                    }
                }
            }
        }

        private void lift(Breach breach, String why) {
            if (breach.state() == State.WAITING) {
                taking.close(tenant, breach, live(tenant, breach.identity()), why);
            }
            lifted.add(save(breach.ended(State.LIFTED, why)));
        }

        private Breach save(Breach breach) {
            breaches.save(tenant, breach);
            Breach saved = breach.withRevision(breach.revision() + 1);
            known.put(saved.id(), saved);
            return saved;
        }

        EnforcementReport report() {
            return new EnforcementReport(
                    inventory.looked(),
                    bookmark.map(EnforcementBookmark::begun),
                    known.values().stream()
                            .filter(Breach::isOpen)
                            .sorted(Comparator.comparing(Breach::id))
                            .toList(),
                    acted,
                    lifted,
                    postponed,
                    waiting,
                    stopped,
                    problems,
                    finished);
        }
    }
}
