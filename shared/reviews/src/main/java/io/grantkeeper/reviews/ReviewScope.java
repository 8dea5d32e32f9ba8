package io.grantkeeper.reviews;

import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import java.util.Optional;

/** Which identities a review asks about. */
public sealed interface ReviewScope {
    /** Everything that holds access. */
    record Everything() implements ReviewScope {}

    /** AI agents and AI apps. */
    record AllAgents() implements ReviewScope {}

    /** What can do grave things. */
    record HighRisk() implements ReviewScope {}

    record OfProvider(ProviderId provider) implements ReviewScope {}

    /** Those whose owner works there. */
    record OfDepartment(String name) implements ReviewScope {}

    /** For people. */
    default String words() {
        return switch (this) {
            case Everything _ -> "Everything that holds access";
            case AllAgents _ -> "All AI agents and AI apps";
            case HighRisk _ -> "Everything that can do grave things";
            case OfProvider(ProviderId provider) -> "Everything at " + provider;
            case OfDepartment(String name) -> "Everything that " + name + " answers for";
        };
    }

    /** Whether an identity is in it, as far as its summary tells; a department is known by the owner alone. */
    default boolean includes(IdentitySummary identity) {
        return switch (this) {
            case Everything _, OfDepartment _ -> true;
            case AllAgents _ -> identity.ai() == AiVerdict.YES || identity.id().kind() == IdentityKind.AI_AGENT;
            case HighRisk _ -> identity.severity().atLeast(Severity.HIGH);
            case OfProvider(ProviderId provider) -> identity.provider().equals(provider);
        };
    }

    /** The department that it is limited to. */
    default Optional<String> department() {
        return this instanceof OfDepartment(String name) ? Optional.of(name) : Optional.empty();
    }

    /**
     * Reads {@code everything}, {@code agents}, {@code high-risk}, {@code provider:NAME} or {@code department:NAME}.
     *
     * @throws IllegalArgumentException naming these
     */
    static ReviewScope parse(String text) {
        String[] parts = text.split(":", 2);
        if (parts.length == 2 && !parts[1].isBlank()) {
            if (parts[0].equals("provider")) {
                return new OfProvider(new ProviderId(parts[1].strip()));
            }
            if (parts[0].equals("department")) {
                return new OfDepartment(parts[1].strip());
            }
        }
        return switch (text) {
            case "everything" -> new Everything();
            case "agents" -> new AllAgents();
            case "high-risk" -> new HighRisk();
            default ->
                throw new IllegalArgumentException(
                        "scope '%s' is none of everything, agents, high-risk, provider:NAME, department:NAME"
                                .formatted(text));
        };
    }
}
