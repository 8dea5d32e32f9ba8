package io.grantkeeper.detection;

import io.grantkeeper.catalog.AppRecognitionEvidence;
import io.grantkeeper.catalog.CatalogProduct;
import io.grantkeeper.catalog.ProductCategory;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.StoredRecord;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reports an AI agent or AI app that nobody has approved, once per identity and even in the first sweep. The identity
 * must have access, or its provider must list it without stating any access, as with bots.
 */
final class ShadowAiRule implements DetectionRule {
    private final AccessInterpreter meaning;

    ShadowAiRule(AccessInterpreter meaning) {
        this.meaning = meaning;
    }

    @Override
    public List<Finding> findings(RowChange change, DetectionContext context) {
        if (!context.isAi() || context.isApproved()) {
            return List.of();
        }
        return switch (change) {
            case RowChange.OfGrant(var _, StoredRecord<Grant> after)
            when after.isLive() && givesAccess(after.content()) -> List.of(finding(context, after));
            case RowChange.OfIdentity(var _, StoredRecord<NonHumanIdentity> after)
            when after.isLive() && after.listed() && isUsable(after.content().standing()) && context.hasNoGrant() ->
                List.of(builder(context, Severity.MEDIUM)
                        .because(evidence(context))
                        .because(Finding.ACCESS_NOT_STATED)
                        .foundAt(after.observedAt())
                        .build());
            case RowChange.OfGrant _, RowChange.OfCredential _, RowChange.OfIdentity _ -> List.of();
        };
    }

    /** Returns whether a grant gives access: a requested, suspended or restricted one does not. */
    private static boolean givesAccess(Grant grant) {
        return isUsable(grant.standing());
    }

    private static boolean isUsable(ProviderStatus status) {
        return switch (status) {
            case ACTIVE, UNKNOWN -> true;
            case REQUESTED, SUSPENDED -> false;
        };
    }

    private Finding finding(DetectionContext context, StoredRecord<Grant> grant) {
        AccessInterpreter.Risk risk = meaning.risk(context.identity(), grant.content(), context.recognition());
        return builder(context, Severity.max(Severity.MEDIUM, risk.severity()))
                .after(meaning.describe(context.identity().provider(), grant.content()))
                .because(isArrival(context, grant) ? List.of(Finding.ARRIVED) : List.of())
                .because(evidence(context))
                .because(risk.reasons())
                .about(grant.content())
                .foundAt(grant.observedAt())
                .build();
    }

    /** Returns whether the identity became known through this grant, and the grant was not found by a first sweep. */
    private static boolean isArrival(DetectionContext context, StoredRecord<Grant> grant) {
        return !grant.baseline() && context.cameWithIdentity(grant.firstSeen());
    }

    private static FindingBuilder builder(DetectionContext context, Severity severity) {
        return FindingBuilder.finding(
                        context,
                        FindingType.SHADOW_AI,
                        "",
                        severity,
                        "is %s that nobody has approved".formatted(what(context)))
                .advise("Approve it, or have its access revoked.");
    }

    private static List<String> evidence(DetectionContext context) {
        return Stream.concat(
                        context.recognition().evidence().stream().map(AppRecognitionEvidence::sentence),
                        AccessInterpreter.isAgentByType(context.identity())
                                ? Stream.of("Its provider lists it as an AI agent.")
                                : Stream.empty())
                .limit(3)
                .toList();
    }

    private static String what(DetectionContext context) {
        return context.recognition()
                .product()
                .map(CatalogProduct::category)
                .map(ProductCategory::code)
                .map(word -> "an AI product (" + word.replace('-', ' ') + ")")
                .orElse(AccessInterpreter.isAgentByType(context.identity()) ? "an AI agent" : "an AI app");
    }
}
