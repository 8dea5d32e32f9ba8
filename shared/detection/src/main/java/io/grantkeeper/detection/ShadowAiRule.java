package io.grantkeeper.detection;

import io.grantkeeper.catalogue.Category;
import io.grantkeeper.catalogue.Evidence;
import io.grantkeeper.catalogue.Product;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.Stored;
import java.util.List;
import java.util.stream.Stream;

/** An AI agent or AI app holds access that nobody has approved. Told once an identity, first sweep included. */
final class ShadowAiRule implements ChangeRule {
    private final Meaning meaning;

    ShadowAiRule(Meaning meaning) {
        this.meaning = meaning;
    }

    @Override
    public List<Finding> findings(Change change, Context context) {
        if (!context.isAi() || context.approved()) {
            return List.of();
        }
        return switch (change) {
            case Change.OfGrant(var _, Stored<Grant> after)
            when after.isLive() && isHeld(after.content()) -> List.of(finding(context, after));
            case Change.OfGrant _, Change.OfCredential _, Change.OfIdentity _ -> List.of();
        };
    }

    /** What was only asked for, or was suspended or restricted, gives no access. */
    private static boolean isHeld(Grant grant) {
        return switch (grant.standing()) {
            case ACTIVE, UNKNOWN -> true;
            case REQUESTED, SUSPENDED -> false;
        };
    }

    private Finding finding(Context context, Stored<Grant> grant) {
        Meaning.Risk risk = meaning.risk(context.identity(), grant.content(), context.recognition());
        List<String> evidence = Stream.concat(
                        context.recognition().evidence().stream().map(Evidence::sentence),
                        Meaning.isAgentByType(context.identity())
                                ? Stream.of("Its provider lists it as an AI agent.")
                                : Stream.empty())
                .limit(3)
                .toList();
        return Findings.finding(
                        context,
                        FindingType.SHADOW_AI,
                        "",
                        Severity.max(Severity.MEDIUM, risk.severity()),
                        "is %s that nobody has approved".formatted(what(context)))
                .is(meaning.inWords(context.identity().provider(), grant.content()))
                .because(evidence)
                .because(risk.reasons())
                .advise("Approve it, or revoke its access.")
                .about(grant.content())
                .foundAt(grant.observedAt())
                .build();
    }

    private static String what(Context context) {
        return context.recognition()
                .product()
                .map(Product::category)
                .map(Category::word)
                .map(word -> "an AI product (" + word.replace('-', ' ') + ")")
                .orElse(Meaning.isAgentByType(context.identity()) ? "an AI agent" : "an AI app");
    }
}
