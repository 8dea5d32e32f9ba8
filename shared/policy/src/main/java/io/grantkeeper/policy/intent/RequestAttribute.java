package io.grantkeeper.policy.intent;

import java.util.Locale;
import java.util.Optional;

/**
 * The path of one value in a request, for example {@code subject.email}, {@code resource.id} or {@code
 * context.purpose}.
 *
 * @param name {@code id} or {@code type} of the subject or resource, or {@code name} of the action; any other name
 *     refers to a property
 */
public record RequestAttribute(Part part, String name) {
    /** The part of the request that contains the value. */
    public enum Part {
        SUBJECT,
        ACTION,
        RESOURCE,
        CONTEXT;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Returns whether this is the ID or type of the subject or resource, or the name of the action. Any other value is
     * a property.
     */
    public boolean isIdentifier() {
        return switch (part) {
            case SUBJECT, RESOURCE -> name.equals("id") || name.equals("type");
            case ACTION -> name.equals("name");
            case CONTEXT -> false;
        };
    }

    /** Parses {@code part.name}; empty if the path is not of this form. */
    public static Optional<RequestAttribute> parse(String path) {
        int dot = path.indexOf('.');
        for (Part part : Part.values()) {
            if (dot > 0 && dot < path.length() - 1 && path.substring(0, dot).equals(part.code())) {
                return Optional.of(new RequestAttribute(part, path.substring(dot + 1)));
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return part.code() + "." + name;
    }
}
