package io.grantkeeper.enforcement;

import io.grantkeeper.detection.ApprovedIdentities;
import io.grantkeeper.detection.GrantAccessEvaluator;
import io.grantkeeper.enforcement.ViolationFinder.Found;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.identity.store.IdentityQuery;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.owners.answers.RevocationPreview;
import io.grantkeeper.owners.answers.RevokerProvider;
import io.grantkeeper.owners.revocation.CompleteListingCheck;
import io.grantkeeper.owners.revocation.RevocationStep;
import io.grantkeeper.permissions.PermissionVocabularies;
import io.grantkeeper.policy.PolicyStage;
import io.grantkeeper.policy.enforcement.EnforcementCursor;
import io.grantkeeper.policy.enforcement.EnforcementSwitch;
import io.grantkeeper.policy.enforcement.PolicyViolation;
import io.grantkeeper.policy.enforcement.PolicyViolation.State;
import io.grantkeeper.policy.enforcement.ViolationStore;
import io.grantkeeper.policy.intent.EnforcementSettings;
import io.grantkeeper.policy.intent.PolicyDocument;
import io.grantkeeper.policy.intent.PolicySet;
import io.grantkeeper.policy.store.PolicyStore;
import io.grantkeeper.policy.store.StoredPolicy;
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
 * Enforces policies on the access in the inventory, rather than on single requests.
 *
 * <p>In the training stage, a violation is only recorded. In the recommendation stage, the identity's owner is
 * notified. In the enforcement stage, the owner is warned of the date after which the forbidden access will be revoked.
 * After that date, the access is revoked. Access is not revoked if no warning was delivered, if the access no longer
 * violates the policy, while an exception applies, once the daily budget is used up, or while enforcement is stopped.
 * Every step is stored before and after it happens, so that the next run can complete an interrupted one.
 */
public final class EnforcePolicies {
    /** The default maximum number of revocations per day. */
    public static final int ACTIONS_PER_DAY = 20;

    /**
     * The page size of the inventory scan. A run that resumes a scan repeats the page at which the scan stopped, so a
     * run must have time for more than one page.
     */
    private static final int PAGE = 25;

    private final PolicyStore policies;
    private final AccessStore access;
    private final ViolationStore violations;
    private final ViolationRevocation taking;
    private final CompleteListingCheck listings;
    private final PolicyExceptions exceptions;
    private final OwnerWarningPort warning;
    private final Company company;
    private final Clock clock;
    private final GrantAccessEvaluator meaning = new GrantAccessEvaluator(PermissionVocabularies.standard());

    /** The identities that the company has approved, and those that it has tagged, keyed by tag. */
    public record Company(ApprovedIdentities approved, Map<String, ApprovedIdentities> tags) {
        public Company {
            tags = Map.copyOf(tags);
        }
    }

    public EnforcePolicies(
            PolicyStore policies,
            AccessStore access,
            ViolationStore violations,
            RevokerProvider revokers,
            CompleteListingCheck listings,
            PolicyExceptions exceptions,
            OwnerWarningPort warning,
            Company company,
            Clock clock) {
        this.policies = policies;
        this.access = access;
        this.violations = violations;
        this.taking = new ViolationRevocation(revokers, clock);
        this.listings = listings;
        this.exceptions = exceptions;
        this.warning = warning;
        this.company = company;
        this.clock = clock;
    }

    /** A policy in force that is enforced on the inventory, with its stage. */
    private record EnforcedPolicy(StoredPolicy stored, EnforcementSettings how, ViolationFinder finder) {}

    /**
     * A violation that a policy would find, regardless of the policy's stage. It is shown as a preview before the
     * policy takes effect.
     *
     * @param what the access that violates the policy
     * @param reason why the access violates the policy
     * @param steps the planned revocation steps, one sentence each
     */
    public record Preview(
            String policy, IdentityId identity, String displayName, String what, String reason, List<String> steps) {
        public Preview {
            steps = List.copyOf(steps);
        }
    }

    /**
     * Returns what policies would revoke in the current inventory, without changing anything.
     *
     * @param candidates the policies; those that are not enforced on the inventory are ignored
     * @param shouldContinue asked before each identity; false ends the scan early
     */
    public List<Preview> preview(TenantId tenant, List<PolicyDocument> candidates, BooleanSupplier shouldContinue) {
        IdentityPolicyFacts facts = facts(tenant);
        List<ViolationFinder> finders = candidates.stream()
                .filter(policy -> policy.enforcement().isPresent())
                .map(policy -> new ViolationFinder(policy, meaning, facts))
                .toList();
        List<Preview> found = new ArrayList<>();
        if (finders.isEmpty()) {
            return found;
        }
        InventoryScan look = new InventoryScan() {
            @Override
            void process(IdentityRecord identityRecord) {
                for (ViolationFinder finder : finders) {
                    for (Found one : finder.find(identityRecord, clock.instant())) {
                        found.add(new Preview(
                                finder.policy().name(),
                                identityRecord.identity().content().id(),
                                identityRecord
                                        .identity()
                                        .content()
                                        .displayName()
                                        .text(),
                                one.what(),
                                one.reason(),
                                ViolationRevocation.preview(taking.plan(
                                        tenant, identityRecord, one.target().part()))));
                    }
                }
            }

            @Override
            void saveProgress(IdentityStatus status, Optional<String> page) {}
        };
        var _ = look.scanFrom(tenant, LOOKED_AT.getFirst(), Optional.empty(), shouldContinue);
        return found;
    }

    /**
     * Scans the inventory once, warns owners, and revokes what is due. The next run continues a run that ended early.
     *
     * @param actsADay the maximum number of revocations per day
     * @param shouldContinue asked before each identity; false ends the run early
     */
    public EnforcementReport run(TenantId tenant, int actsADay, BooleanSupplier shouldContinue) {
        Run run = new Run(tenant, actsADay);
        run.execute(shouldContinue);
        return run.report();
    }

    /** The identity statuses to scan, in this order. Removed identities have no access. */
    private static final List<IdentityStatus> LOOKED_AT = Arrays.stream(IdentityStatus.values())
            .filter(status -> status != IdentityStatus.GONE)
            .toList();

    /** A scan of the inventory that can resume where the last one stopped. */
    private abstract class InventoryScan {
        private final Set<IdentityId> seen = new HashSet<>();
        private int scannedCount;

        /** Processes one identity. */
        abstract void process(IdentityRecord identityRecord);

        /** Saves the position from which the scan continues, in this or another process. */
        abstract void saveProgress(IdentityStatus status, Optional<String> page);

        int scannedCount() {
            return scannedCount;
        }

        boolean hasSeen(IdentityId identity) {
            return seen.contains(identity);
        }

        /**
         * Scans from a position to the end.
         *
         * @param first the identity status to start with
         * @param page the page to start with; empty for the first page of this status
         * @param shouldContinue asked before each identity; false stops the scan
         * @return false if the scan stopped before the end
         */
        boolean scanFrom(TenantId tenant, IdentityStatus first, Optional<String> page, BooleanSupplier shouldContinue) {
            Optional<String> next = page;
            for (IdentityStatus status : LOOKED_AT.subList(LOOKED_AT.indexOf(first), LOOKED_AT.size())) {
                do {
                    StorePage<IdentitySummary> slice =
                            access.identities(tenant, new IdentityQuery.OfStatus(status), PAGE, next);
                    for (IdentitySummary summary : slice.items()) {
                        if (!shouldContinue.getAsBoolean()) {
                            saveProgress(status, next);
                            return false;
                        }
                        if (seen.add(summary.id())) {
                            findLive(tenant, summary.id()).ifPresent(this::process);
                            scannedCount++;
                        }
                    }
                    next = slice.next();
                    if (next.isPresent()) {
                        saveProgress(status, next);
                    }
                } while (next.isPresent());
            }
            return true;
        }
    }

    private Optional<IdentityRecord> findLive(TenantId tenant, IdentityId identity) {
        return access.identityRecord(tenant, identity)
                .filter(identityRecord -> identityRecord.identity().isLive());
    }

    private IdentityPolicyFacts facts(TenantId tenant) {
        return new IdentityPolicyFacts(access, tenant, company.approved(), company.tags(), clock);
    }

    /** One run over the inventory. */
    private final class Run {
        private final TenantId tenant;
        private final int actsADay;
        private final Instant now = clock.instant();
        private final Map<String, PolicyViolation> known = new HashMap<>();
        private final Set<String> found = new HashSet<>();
        private final List<PolicyViolation> acted = new ArrayList<>();
        private final List<PolicyViolation> lifted = new ArrayList<>();
        private final List<PolicyViolation> postponed = new ArrayList<>();
        private final List<PolicyViolation> waiting = new ArrayList<>();
        private final Map<ConnectionId, Instant> limited = new HashMap<>();
        private final List<String> problems = new ArrayList<>();
        private final IdentityPolicyFacts facts;
        private final List<EnforcedPolicy> enforcedPolicy;
        private final Set<String> unreadable = new HashSet<>();
        private final Inventory inventory = new Inventory();
        private final Optional<EnforcementCursor> bookmark;
        private boolean kept;
        private boolean finished;
        private Optional<String> stopped = Optional.empty();

        Run(TenantId tenant, int actsADay) {
            this.tenant = tenant;
            this.actsADay = actsADay;
            this.facts = facts(tenant);
            this.bookmark = violations.bookmark(tenant);
            this.kept = bookmark.isPresent();
            violations.all(tenant).forEach(violation -> known.put(violation.id(), violation));
            this.enforcedPolicy = policies.all(tenant).stream()
                    .flatMap(stored -> enforcedPolicy(stored).stream())
                    .toList();
        }

        private Optional<EnforcedPolicy> enforcedPolicy(StoredPolicy stored) {
            Optional<PolicySet> set = PolicySet.read(List.of(new PolicySet.Source(stored.name(), stored.text())))
                    .set();
            if (set.isEmpty()) {
                problems.add("the policy '%s' cannot be read and is not enforced".formatted(stored.name()));
                unreadable.add(stored.name());
            }
            return set.flatMap(one -> one.policies().stream().findFirst())
                    .flatMap(policy -> policy.enforcement()
                            .map(how -> new EnforcedPolicy(stored, how, new ViolationFinder(policy, meaning, facts))));
        }

        void execute(BooleanSupplier shouldContinue) {
            stopped = stopReason(violations.enforcementSwitch(tenant));
            liftViolationsWithoutPolicy();
            // Without an enforced policy, there is nothing to find, so an hourly scan of every identity would be
            // wasted. Open violations are already lifted, except those whose policy cannot be read.
            finished = enforcedPolicy.isEmpty()
                    || inventory.scanFrom(
                            tenant,
                            bookmark.map(EnforcementCursor::status).orElse(LOOKED_AT.getFirst()),
                            bookmark.flatMap(EnforcementCursor::page),
                            shouldContinue);
            if (finished) {
                liftViolationsOfRemovedAccess();
                if (kept) {
                    violations.saveBookmark(tenant, Optional.empty());
                }
            }
        }

        /** The inventory scan of this run. */
        private final class Inventory extends InventoryScan {
            @Override
            void process(IdentityRecord identityRecord) {
                IdentityId identity = identityRecord.identity().content().id();
                try {
                    for (EnforcedPolicy policy : enforcedPolicy) {
                        for (Found one : policy.finder().find(identityRecord, now)) {
                            processViolation(policy, identityRecord, one);
                        }
                    }
                } catch (RuntimeException e) {
                    problems.add("%s: %s".formatted(identity, e.getClass().getSimpleName()));
                    return;
                }
                lift(violation -> violation.identity().equals(identity), Run::liftReason);
            }

            @Override
            void saveProgress(IdentityStatus status, Optional<String> page) {
                kept = true;
                violations.saveBookmark(
                        tenant,
                        Optional.of(new EnforcementCursor(
                                bookmark.map(EnforcementCursor::begun).orElse(now), status, page)));
            }
        }

        private static Optional<String> stopReason(EnforcementSwitch position) {
            return position.stopped()
                    ? Optional.of("%s stopped it: %s".formatted(position.by().orElse("someone"), position.reason()))
                    : Optional.empty();
        }

        /** Processes one violation. A failure does not prevent the processing of other violations. */
        private void processViolation(EnforcedPolicy policy, IdentityRecord identityRecord, Found one) {
            String id = PolicyViolation.idOf(
                    policy.stored().name(), identityRecord.identity().content().id(), one.target());
            found.add(id);
            try {
                processViolation(policy, identityRecord, one, id);
            } catch (ConcurrentWriteException _) {
                problems.add("%s: another run is processing it".formatted(id));
            } catch (RuntimeException e) {
                problems.add("%s: %s".formatted(id, e.getClass().getSimpleName()));
            }
        }

        private void processViolation(EnforcedPolicy policy, IdentityRecord identityRecord, Found one, String id) {
            PolicyViolation violation = currentViolation(policy, identityRecord, one, id);
            Optional<String> allowed = exceptionReason(policy, violation);
            if (allowed.isPresent()) {
                if (violation.isOpen()) {
                    lift(violation, allowed.get());
                }
                return;
            }
            switch (policy.stored().stage()) {
                case TRAINING -> {}
                case RECOMMENDATION -> {
                    if (violation.toldAt().isEmpty()) {
                        warn(identityRecord, violation, Optional.empty());
                    }
                }
                case ENFORCEMENT -> enforce(policy, identityRecord, one, violation);
            }
        }

        private PolicyViolation currentViolation(
                EnforcedPolicy policy, IdentityRecord identityRecord, Found one, String id) {
            PolicyViolation before = known.get(id);
            boolean goesOn = before != null
                    && before.version().equals(policy.stored().version())
                    && (before.isOpen() || before.isExemptAt(now) || isLiftedByOwner(policy, before));
            if (before != null && goesOn) {
                return before;
            }
            return save(PolicyViolation.detected(
                    policy.stored().name(),
                    policy.stored().version(),
                    identityRecord.identity().content().id(),
                    one.target(),
                    one.what(),
                    one.reason(),
                    now,
                    before == null ? 0 : before.revision()));
        }

        private boolean isLiftedByOwner(EnforcedPolicy policy, PolicyViolation violation) {
            return violation.state() == State.LIFTED
                    && policy.finder().policy().exceptions()
                    && exceptions.of(tenant, violation.identity(), now).isPresent();
        }

        private Optional<String> exceptionReason(EnforcedPolicy policy, PolicyViolation violation) {
            if (violation.isExemptAt(now)) {
                return Optional.of("%s granted an exception until %s"
                        .formatted(
                                violation.exemptBy().orElse("someone"),
                                violation.exemptUntil().orElseThrow()));
            }
            return policy.finder().policy().exceptions()
                    ? exceptions.of(tenant, violation.identity(), now)
                    : Optional.empty();
        }

        private void enforce(
                EnforcedPolicy policy, IdentityRecord identityRecord, Found one, PolicyViolation violation) {
            boolean warnedHere = violation
                    .toldAt()
                    .filter(told -> !told.isBefore(policy.stored().since()))
                    .isPresent();
            if (violation.due().isEmpty() || !warnedHere) {
                // The grace period starts when the violation was first seen, but not before the policy was enforced.
                Instant from = violation.firstSeen().isAfter(policy.stored().since())
                        ? violation.firstSeen()
                        : policy.stored().since();
                Instant due = from.plus(policy.how().grace());
                warn(
                        identityRecord,
                        violation,
                        Optional.of(
                                due.isAfter(now) ? due : now.plus(policy.how().grace())));
                return;
            }
            boolean handled =
                    switch (violation.state()) {
                        // The provider's confirmation is trusted until a later listing shows that the access still
                        // exists.
                        case DONE ->
                            one.suspended()
                                    || !isListedSince(
                                            one,
                                            violation.identity(),
                                            violation.actedAt().orElse(now));
                        case BY_HAND -> true;
                        case SEEN, ACTING, WAITING, FAILED, LIFTED -> false;
                    };
            if (!handled && !violation.due().get().isAfter(now)) {
                revoke(policy, identityRecord, one, violation);
            }
        }

        /**
         * Returns whether the access was listed after an instant. A listing without changes writes no row, so a
         * complete sweep after this instant also counts.
         */
        private boolean isListedSince(Found one, IdentityId identity, Instant at) {
            return one.observedAt().isAfter(at) || listings.isCompleteSince(tenant, identity.connection(), at);
        }

        private void warn(IdentityRecord identityRecord, PolicyViolation violation, Optional<Instant> due) {
            PolicyViolation dated = violation.warned(now, due);
            List<String> preview = due.isPresent()
                    ? RevocationPreview.of(
                                    identityRecord,
                                    taking.plan(
                                            tenant,
                                            identityRecord,
                                            violation.target().part()),
                                    List.of())
                            .summary()
                    : List.of();
            boolean told = warning.warn(
                    tenant,
                    dated,
                    identityRecord.identity().content().displayName().text(),
                    facts.ownerOf(identityRecord),
                    preview);
            if (told) {
                save(dated);
            } else {
                problems.add("%s: the owner has not been notified yet".formatted(violation.id()));
            }
        }

        private void revoke(
                EnforcedPolicy policy, IdentityRecord identityRecord, Found one, PolicyViolation violation) {
            // Read the switch again before each revocation, so that a stop takes effect at once.
            stopped = stopReason(violations.enforcementSwitch(tenant));
            if (stopped.isPresent() || currentStage(policy) != PolicyStage.ENFORCEMENT) {
                return;
            }
            if (isLimited(violation.identity().connection())) {
                waiting.add(violation);
                return;
            }
            if (!violations.useBudget(tenant, LocalDate.ofInstant(now, ZoneOffset.UTC), violation.id(), actsADay)) {
                postponed.add(violation);
                return;
            }
            boolean goesOn = violation.state() == State.ACTING || violation.state() == State.WAITING;
            Instant since = violation.actedAt().filter(_ -> goesOn).orElse(now);
            List<RevocationStep> steps =
                    taking.plan(tenant, identityRecord, one.target().part());
            PolicyViolation begun = save(violation.started(ViolationRevocation.preview(steps), since));
            ViolationRevocation.Result done =
                    taking.carryOut(tenant, policy.how().step(), begun, steps);
            done.roomAt().ifPresent(at -> limited.put(begun.identity().connection(), at));
            PolicyViolation ended = save(done.breach());
            if (ended.state() == State.WAITING) {
                waiting.add(ended);
                return;
            }
            acted.add(ended);
            if (ended.state() != State.DONE) {
                warning.reportUnresolved(
                        tenant,
                        ended,
                        identityRecord.identity().content().displayName().text());
            }
        }

        /**
         * Returns whether the connection has reached its rate limit. If it has, further calls would be throttled, and
         * would still count toward the daily budget.
         */
        private boolean isLimited(ConnectionId connection) {
            return Optional.ofNullable(limited.get(connection))
                    .filter(clock.instant()::isBefore)
                    .isPresent();
        }

        /** Returns the policy's stage, read again because the policy may have been demoted since this run started. */
        private PolicyStage currentStage(EnforcedPolicy policy) {
            return policies.policy(tenant, policy.stored().name())
                    .filter(now -> now.version().equals(policy.stored().version()))
                    .map(StoredPolicy::stage)
                    .orElse(PolicyStage.TRAINING);
        }

        private void liftViolationsWithoutPolicy() {
            Set<String> names =
                    enforcedPolicy.stream().map(one -> one.stored().name()).collect(Collectors.toSet());
            lift(violation -> !names.contains(violation.policy()), _ -> "no policy in force applies to it anymore");
        }

        /** Lifts the violations by identities that the scan did not visit because they no longer have access. */
        private void liftViolationsOfRemovedAccess() {
            Map<IdentityId, Boolean> live = new HashMap<>();
            lift(
                    violation -> !inventory.hasSeen(violation.identity())
                            && !live.computeIfAbsent(
                                    violation.identity(),
                                    identity -> findLive(tenant, identity).isPresent()),
                    Run::liftReason);
        }

        private static String liftReason(PolicyViolation violation) {
            return violation.state() == State.DONE ? "the access was revoked" : "the violation no longer exists";
        }

        /**
         * Lifts the open violations that match a predicate and that this run did not find, unless their policy cannot
         * be read.
         *
         * @param meant selects the violations to lift
         * @param why returns the reason for lifting a violation
         */
        private void lift(Predicate<PolicyViolation> meant, Function<PolicyViolation, String> why) {
            for (PolicyViolation violation : List.copyOf(known.values())) {
                boolean stays = found.contains(violation.id()) || unreadable.contains(violation.policy());
                if (violation.isOpen() && !stays && meant.test(violation)) {
                    try {
                        lift(violation, why.apply(violation));
                    } catch (ConcurrentWriteException _) {
                        problems.add("%s: another run is processing it".formatted(violation.id()));
                    }
                }
            }
        }

        private void lift(PolicyViolation violation, String why) {
            if (violation.state() == State.WAITING) {
                taking.close(tenant, violation, findLive(tenant, violation.identity()), why);
            }
            lifted.add(save(violation.withState(State.LIFTED, why)));
        }

        private PolicyViolation save(PolicyViolation violation) {
            violations.save(tenant, violation);
            PolicyViolation saved = violation.withRevision(violation.revision() + 1);
            known.put(saved.id(), saved);
            return saved;
        }

        EnforcementReport report() {
            return new EnforcementReport(
                    inventory.scannedCount(),
                    bookmark.map(EnforcementCursor::begun),
                    known.values().stream()
                            .filter(PolicyViolation::isOpen)
                            .sorted(Comparator.comparing(PolicyViolation::id))
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
