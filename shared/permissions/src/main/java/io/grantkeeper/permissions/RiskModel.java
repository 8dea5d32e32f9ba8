package io.grantkeeper.permissions;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Assesses the risk of a grant from breadth, escalation and the grant's circumstances. The permissions determine the
 * initial tier; if some are not understood, it is at least medium. Two or more aggravating circumstances raise the tier
 * by one. If the app is the provider's own, the tier is lowered by one, unless the grant can lead to control of the
 * tenant. Unknown circumstances do not count.
 */
final class RiskModel {
    private static final Duration SILENT = Duration.ofDays(90);
    private static final int WIDE_CONSENT = 50;
    private static final int LIFTS = 2;

    private RiskModel() {}

    static RiskAssessment assess(PermissionVocabulary vocabulary, AccessGrant grant, RiskContext exposure) {
        EffectiveAccess access = EffectiveAccessCalculator.of(vocabulary, grant);
        List<Capability> capabilities = List.copyOf(access.capabilities());
        List<String> reasons = new ArrayList<>();
        boolean nothingKnown = capabilities.isEmpty()
                && (grant.scopes().isEmpty() || !access.notUnderstood().isEmpty());
        if (nothingKnown) {
            reasons.add(
                    grant.scopes().isEmpty()
                            ? "its permissions are unknown"
                            : "none of its permissions are understood: " + CapabilityText.list(access.notUnderstood()));
            return new RiskAssessment(RiskTier.UNKNOWN, reasons, OptionalInt.empty(), Optional.empty());
        }
        OptionalInt breadth = AccessBreadth.of(capabilities);
        EscalationPotential escalation = vocabulary.escalation(capabilities);
        if (!capabilities.isEmpty()) {
            reasons.add(lowerFirst(vocabulary.sentence(capabilities)));
        }
        RiskTier tier = baseTier(capabilities, breadth.orElse(1), escalation);
        if (!access.notUnderstood().isEmpty()) {
            reasons.add("some of its permissions are not understood: " + CapabilityText.list(access.notUnderstood()));
            tier = tier == RiskTier.LOW ? RiskTier.MEDIUM : tier;
        }
        List<String> aggravating = aggravating(grant, exposure, escalation, breadth.orElse(1));
        reasons.addAll(aggravating);
        if (aggravating.size() >= LIFTS) {
            tier = tier.raised();
        }
        if (exposure.firstParty().orElse(false) && escalation != EscalationPotential.CONTROL) {
            reasons.add("it is the provider's own app");
            tier = tier.lowered();
        }
        return new RiskAssessment(tier, reasons, breadth, Optional.of(escalation));
    }

    private static RiskTier baseTier(Collection<Capability> capabilities, int breadth, EscalationPotential escalation) {
        return switch (escalation) {
            case CONTROL -> breadth >= 4 ? RiskTier.CRITICAL : RiskTier.HIGH;
            case WIDE -> breadth >= 4 ? RiskTier.HIGH : RiskTier.MEDIUM;
            case LIMITED ->
                capabilities.stream().anyMatch(RiskModel::compromisesPerson) ? RiskTier.MEDIUM : RiskTier.LOW;
        };
    }

    /**
     * Returns whether the capability is enough to compromise one person. Breadth and escalation do not show this: one
     * person's mail is little data and does not lead to control of the tenant. Yet anyone who can read it can reset
     * every password that is recovered through the person's mail address.
     */
    private static boolean compromisesPerson(Capability capability) {
        boolean wholePerson = capability.reach().compareTo(CapabilityReach.PERSON) >= 0;
        return wholePerson && AccessBreadth.isSensitive(capability);
    }

    private static List<String> aggravating(
            AccessGrant grant, RiskContext exposure, EscalationPotential escalation, int breadth) {
        List<String> reasons = new ArrayList<>();
        if (!exposure.publisherVerified().orElse(true)) {
            reasons.add("its publisher is not verified");
        }
        if (!exposure.hasOwner().orElse(true)) {
            reasons.add("it has no owner");
        }
        int people = exposure.consentingPeople().orElse(grant.consentingPeople().orElse(0));
        if (people >= WIDE_CONSENT) {
            reasons.add(people + " people consented to it");
        }
        boolean lasting = grant.expiry().map(ExpiryTime.Never.class::isInstance).orElse(false);
        if (lasting && (escalation != EscalationPotential.LIMITED || breadth >= 2)) {
            reasons.add("it never expires");
        }
        if (exposure.sinceLastUse().map(ago -> ago.compareTo(SILENT) > 0).orElse(false)) {
            reasons.add("it has not been used for %d days"
                    .formatted(exposure.sinceLastUse().get().toDays()));
        }
        return reasons;
    }

    private static String lowerFirst(String sentence) {
        String bare = sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
        return bare.startsWith("Can ") ? "can " + bare.substring(4) : bare;
    }
}
