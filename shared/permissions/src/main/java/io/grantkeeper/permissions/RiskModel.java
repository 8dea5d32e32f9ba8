package io.grantkeeper.permissions;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Combines the two axes with the circumstances. The permissions set the tier; each aggravating circumstance counts
 * one point, and two points lift a tier by one. Nothing unknown counts, and nothing makes control less than high.
 */
final class RiskModel {
    private static final Duration SILENT = Duration.ofDays(90);
    private static final int WIDE_CONSENT = 50;
    private static final int LIFTS = 2;

    private RiskModel() {}

    static RiskAssessment assess(Vocabulary vocabulary, AccessGrant grant, Exposure exposure) {
        EffectiveAccess access = AccessCalculator.of(vocabulary, grant);
        List<Capability> capabilities = List.copyOf(access.capabilities());
        List<String> reasons = new ArrayList<>();
        boolean nothingKnown = capabilities.isEmpty()
                && (grant.scopes().isEmpty() || !access.notUnderstood().isEmpty());
        if (nothingKnown) {
            reasons.add(
                    grant.scopes().isEmpty()
                            ? "its permissions are not known"
                            : "none of its permissions is understood: " + PlainWords.list(access.notUnderstood()));
            return new RiskAssessment(RiskTier.UNKNOWN, reasons, OptionalInt.empty(), Optional.empty());
        }
        OptionalInt breadth = Breadth.of(capabilities);
        Escalation escalation = vocabulary.escalation(capabilities);
        if (!capabilities.isEmpty()) {
            reasons.add(lowerFirst(vocabulary.sentence(capabilities)));
        }
        RiskTier tier = base(capabilities, breadth.orElse(1), escalation);
        if (!access.notUnderstood().isEmpty()) {
            reasons.add("some of its permissions are not understood: " + PlainWords.list(access.notUnderstood()));
            tier = tier == RiskTier.LOW ? RiskTier.MEDIUM : tier;
        }
        List<String> aggravating = aggravating(grant, exposure, escalation, breadth.orElse(1));
        reasons.addAll(aggravating);
        if (aggravating.size() >= LIFTS) {
            tier = tier.raised();
        }
        if (exposure.firstParty().orElse(false) && escalation != Escalation.CONTROL) {
            reasons.add("it is the provider's own app");
            tier = tier.lowered();
        }
        return new RiskAssessment(tier, reasons, breadth, Optional.of(escalation));
    }

    private static RiskTier base(Collection<Capability> capabilities, int breadth, Escalation escalation) {
        return switch (escalation) {
            case CONTROL -> breadth >= 4 ? RiskTier.CRITICAL : RiskTier.HIGH;
            case WIDE -> breadth >= 4 ? RiskTier.HIGH : RiskTier.MEDIUM;
            case LIMITED -> capabilities.stream().anyMatch(RiskModel::opensAPerson) ? RiskTier.MEDIUM : RiskTier.LOW;
        };
    }

    /**
     * Whether a person stands or falls with it. Breadth measures how much and escalation the way to the tenant, and one
     * person's mail is little on either; yet who reads it can set new passwords wherever that address is the way back.
     */
    private static boolean opensAPerson(Capability capability) {
        boolean wholePerson = capability.reach().compareTo(Reach.PERSON) >= 0;
        return wholePerson && Breadth.isGrave(capability);
    }

    private static List<String> aggravating(AccessGrant grant, Exposure exposure, Escalation escalation, int breadth) {
        List<String> reasons = new ArrayList<>();
        if (!exposure.publisherVerified().orElse(true)) {
            reasons.add("its publisher is not verified");
        }
        if (!exposure.hasOwner().orElse(true)) {
            reasons.add("nobody answers for it");
        }
        int people = exposure.consentingPeople().orElse(grant.consentingPeople().orElse(0));
        if (people >= WIDE_CONSENT) {
            reasons.add(people + " people agreed to it");
        }
        boolean lasting = grant.expiry().map(Expiry.Never.class::isInstance).orElse(false);
        if (lasting && (escalation != Escalation.LIMITED || breadth >= 2)) {
            reasons.add("it never ends by itself");
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
