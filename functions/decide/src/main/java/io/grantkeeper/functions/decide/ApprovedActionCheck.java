package io.grantkeeper.functions.decide;

import io.grantkeeper.detection.GrantAccessEvaluator;
import io.grantkeeper.functions.observability.FunctionLoggers;
import io.grantkeeper.functions.runtime.ExceptionSummary;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.identity.approval.ApprovedScope;
import io.grantkeeper.identity.finding.ApprovalReview;
import io.grantkeeper.identity.store.ApprovalOfRecordStore;
import io.grantkeeper.permissions.Capability;
import io.grantkeeper.permissions.EffectiveAccess;
import io.grantkeeper.policy.capability.CapabilityClass;
import io.grantkeeper.policy.capability.RequestCapabilityMapping;
import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.SubjectFacts;
import io.grantkeeper.policy.engine.RequestFacts;
import io.grantkeeper.policy.intent.NetworkRange;
import io.grantkeeper.policy.intent.WeeklyHours;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Compares a requested action with the actor's approval of record. An approval without a scope, an action whose meaning
 * is unknown and a scope that is only partly understood are not compared, because nothing proves a difference.
 */
final class ApprovedActionCheck {
    private static final int NAMED = 2;

    private final Logger log = FunctionLoggers.of(ApprovedActionCheck.class);
    private final TenantId tenant;
    private final ApprovalOfRecordStore approvals;
    private final GrantAccessEvaluator access;

    ApprovedActionCheck(TenantId tenant, ApprovalOfRecordStore approvals, GrantAccessEvaluator access) {
        this.tenant = tenant;
        this.approvals = approvals;
        this.access = access;
    }

    /**
     * Returns how the request departs from the approval, as a sentence without the actor's name; empty if it does not.
     *
     * @param failClosed whether an approval that cannot be read counts as one that does not cover the action
     */
    Optional<String> departure(
            AccessRequest request,
            ApprovalReview review,
            RequestCapabilityMapping mapping,
            boolean failClosed,
            Instant now) {
        if (!review.scopeRecorded() || !review.state().permits()) {
            return Optional.empty();
        }
        try {
            return approvals
                    .find(tenant, review.subject())
                    .flatMap(approval -> departure(request, approval, mapping, failClosed, now));
        } catch (RuntimeException e) {
            log.log(Level.ERROR, "an approval of record could not be read: {0}", ExceptionSummary.describe(e));
            return failClosed ? Optional.of("asks to act, but its approval cannot be read") : Optional.empty();
        }
    }

    private Optional<String> departure(
            AccessRequest request,
            ApprovalOfRecord approval,
            RequestCapabilityMapping mapping,
            boolean failClosed,
            Instant now) {
        if (!approval.permitsAt(now) || approval.scope().isEmpty()) {
            return Optional.empty();
        }
        Optional<String> place = ofPlace(request, mapping, approval.conditions().networks(), failClosed);
        Optional<String> time = approval.conditions().hours().flatMap(hours -> ofTime(request, hours, failClosed));
        if (place.isPresent() || time.isPresent()) {
            return place.or(() -> time);
        }
        if (!approval.conditions().tools().isEmpty()
                && !approval.conditions().tools().contains(request.action())) {
            return Optional.of("asks to use %s, but was approved only with %s"
                    .formatted(
                            request.action(),
                            String.join(", ", approval.conditions().tools())));
        }
        ApprovedScope scope = approval.scope().get();
        Optional<CapabilityClass> asked =
                mapping.capabilityClass(request.action(), request.resource().type());
        Optional<List<CapabilityClass>> approved = capabilities(scope);
        if (asked.isEmpty()
                || approved.isEmpty()
                || approved.get().stream().anyMatch(capability -> capability.includes(asked.get()))) {
            return Optional.empty();
        }
        return Optional.of(
                "asks to %s, but was approved %s".formatted(asked.get().inPlainWords(), only(scope.abilities())));
    }

    /**
     * Compares the address in the request with the approved networks. If the request contains no address, the
     * comparison
     * proves nothing. Such a request counts as outside the approved networks only if a policy depends on the
     * comparison.
     */
    private static Optional<String> ofPlace(
            AccessRequest request, RequestCapabilityMapping mapping, SortedSet<String> networks, boolean failClosed) {
        if (networks.isEmpty()) {
            return Optional.empty();
        }
        Optional<byte[]> address =
                Optional.ofNullable(new RequestFacts(request, new SubjectFacts.Stranger(), mapping).address());
        String approved = String.join(", ", networks);
        if (address.isEmpty()) {
            return failClosed
                    ? Optional.of("asks to act from an unknown network, but was approved only from " + approved)
                    : Optional.empty();
        }
        boolean inside = networks.stream().map(NetworkRange::parse).anyMatch(range -> range.contains(address.get()));
        return inside
                ? Optional.empty()
                : Optional.of("asks to act from %s, but was approved only from %s"
                        .formatted(NetworkRange.text(address.get()), approved));
    }

    /**
     * Compares the time of the request with the approved hours. Earlier releases recorded hours in free text, which
     * cannot be compared. Such hours prove nothing, and count as not met only if a policy depends on the comparison.
     */
    private static Optional<String> ofTime(AccessRequest request, String text, boolean failClosed) {
        Optional<WeeklyHours> hours = WeeklyHours.parse(text);
        boolean outside = hours.map(known -> !known.contains(request.at())).orElse(failClosed);
        return outside
                ? Optional.of("asks to act at %s, but was approved only for %s"
                        .formatted(request.at().truncatedTo(ChronoUnit.MINUTES), text))
                : Optional.empty();
    }

    private static String only(List<String> abilities) {
        if (abilities.isEmpty()) {
            return "without access to data";
        }
        int more = abilities.size() - NAMED;
        return "only to "
                + String.join("; ", abilities.stream().limit(NAMED).toList())
                + (more > 0 ? "; and %d more".formatted(more) : "");
    }

    /** Returns the approved capabilities; empty if any approved permission is not understood. */
    private Optional<List<CapabilityClass>> capabilities(ApprovedScope scope) {
        List<Optional<EffectiveAccess>> all =
                scope.grants().stream().map(access::of).toList();
        boolean understood = all.stream()
                .allMatch(one ->
                        one.filter(found -> found.notUnderstood().isEmpty()).isPresent());
        return understood
                ? Optional.of(all.stream()
                        .flatMap(Optional::stream)
                        .flatMap(found -> found.capabilities().stream())
                        .map(ApprovedActionCheck::classOf)
                        .distinct()
                        .toList())
                : Optional.empty();
    }

    private static CapabilityClass classOf(Capability capability) {
        return new CapabilityClass(capability.action(), capability.resource());
    }
}
