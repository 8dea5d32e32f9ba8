package io.grantkeeper.policy.intent;

import java.util.Locale;
import java.util.Optional;

/**
 * Names one value of a request: {@code subject.email}, {@code resource.id}, {@code context.purpose}.
 *
 * @param name {@code id} and {@code type} of subject and resource are theirs, and {@code name} is the action's; every
 *     other name is that of a property
 */
public record Attribute(Part part, String name) {
    /** The part of the request that has it. */
    public enum Part {
        SUBJECT,
        ACTION,
        RESOURCE,
        CONTEXT;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether it is no property but what names the part. */
    public boolean isIdentifier() {
        return switch (part) {
            case SUBJECT, RESOURCE -> name.equals("id") || name.equals("type");
            case ACTION -> name.equals("name");
            case CONTEXT -> false;
        };
    }

    /** Reads {@code part.name}; empty where it is none. */
    public static Optional<Attribute> parse(String path) {
        int dot = path.indexOf('.');
        for (Part part : Part.values()) {
            if (dot > 0 && dot < path.length() - 1 && path.substring(0, dot).equals(part.code())) {
                return Optional.of(new Attribute(part, path.substring(dot + 1)));
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return part.code() + "." + name;
    }
}
