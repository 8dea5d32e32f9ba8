package io.grantkeeper.owners.reviews;

import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import java.util.Optional;

/** The identities that a review asks about. */
public sealed interface ReviewScope {
    /** All identities that hold access. */
    record Everything() implements ReviewScope {}

    /** All AI agents and AI apps. */
    record AllAgents() implements ReviewScope {}

    /** All identities with high or critical severity. */
    record HighRisk() implements ReviewScope {}

    record OfProvider(ProviderId provider) implements ReviewScope {}

    /** The identities whose owner works in a department. */
    record OfDepartment(String name) implements ReviewScope {}

    /** Describes the scope in plain language. */
    default String words() {
        return switch (this) {
            case Everything _ -> "Everything that holds access";
            case AllAgents _ -> "All AI agents and AI apps";
            case HighRisk _ -> "Everything with far-reaching access";
            case OfProvider(ProviderId provider) -> "Everything at " + provider;
            case OfDepartment(String name) -> "Everything that " + name + " owns";
        };
    }

    /**
     * Returns whether the scope includes an identity with this summary. Does not check departments, because a summary
     * does not contain the owner's department.
     */
    default boolean includes(IdentitySummary identity) {
        return switch (this) {
            case Everything _, OfDepartment _ -> true;
            case AllAgents _ -> identity.ai() == AiVerdict.YES || identity.id().kind() == IdentityKind.AI_AGENT;
            case HighRisk _ -> identity.severity().atLeast(Severity.HIGH);
            case OfProvider(ProviderId provider) -> identity.provider().equals(provider);
        };
    }

    /** Returns the department to which the scope is limited; empty if it is not limited to one. */
    default Optional<String> department() {
        return this instanceof OfDepartment(String name) ? Optional.of(name) : Optional.empty();
    }

    /**
     * Parses {@code everything}, {@code agents}, {@code high-risk}, {@code provider:NAME} or {@code department:NAME}.
     *
     * @throws IllegalArgumentException for any other text; the message lists these forms
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
                        "unknown scope '%s'; use everything, agents, high-risk, provider:NAME or department:NAME"
                                .formatted(text));
        };
    }
}
