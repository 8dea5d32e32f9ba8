package io.grantkeeper.aws.secrets;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** A reference to the place where a secret is stored. */
sealed interface SecretReference {
    /**
     * Reads the current value of the secret.
     *
     * @param places reads from each type of place
     * @param field the field to name in error messages
     */
    String readFrom(Places places, String field);

    /**
     * Reads secrets from each type of place. This is an interface rather than a switch over the types, because a switch
     * would be linked at run time and delay the first read of a secret.
     */
    interface Places {
        String environment(String field, String variable);

        String file(String field, Path path);

        String manager(String field, String name, Optional<String> jsonKey);
    }

    record Environment(String variable) implements SecretReference {
        @Override
        public String readFrom(Places places, String field) {
            return places.environment(field, variable);
        }
    }

    record File(Path path) implements SecretReference {
        @Override
        public String readFrom(Places places, String field) {
            return places.file(field, path);
        }
    }

    /**
     * A secret in Secrets Manager.
     *
     * @param jsonKey the member to read if the secret is a JSON object
     */
    record ManagedSecret(String name, Optional<String> jsonKey) implements SecretReference {
        @Override
        public String readFrom(Places places, String field) {
            return places.manager(field, name, jsonKey);
        }
    }

    String FORMS = "env:NAME, file:/path or secretsmanager:name#key";
    Pattern VARIABLE = Pattern.compile("[A-Z_][A-Z0-9_]*");

    /**
     * Parses a reference.
     *
     * @param field the field to name in error messages
     * @throws SecretUnavailableException if the text is not a valid reference; the message does not repeat the text,
     *     because it may be the secret itself, entered by mistake
     */
    static SecretReference parse(String field, String text) {
        int colon = text.indexOf(':');
        String scheme = colon < 0 ? "" : text.substring(0, colon);
        String rest = text.substring(colon + 1);
        return switch (scheme) {
            case "env" -> environment(field, rest);
            case "file" -> file(field, rest);
            case "secretsmanager" -> manager(field, rest);
            default ->
                throw new SecretUnavailableException(
                        field, "must be a reference to the secret (%s), not the secret itself".formatted(FORMS));
        };
    }

    private static SecretReference environment(String field, String name) {
        if (!VARIABLE.matcher(name).matches()) {
            throw new SecretUnavailableException(
                    field,
                    "'env:' must be followed by the name of an environment variable: only uppercase letters (A to Z), digits and "
                            + "underscores, not beginning with a digit, such as GITHUB_TOKEN");
        }
        return new Environment(name);
    }

    private static SecretReference file(String field, String path) {
        try {
            if (!path.isBlank()) {
                return new File(Path.of(path));
            }
        } catch (InvalidPathException e) {
            // reported below, without repeating text that may be a secret
        }
        throw new SecretUnavailableException(field, "'file:' must be followed by a path, such as /run/secrets/key.pem");
    }

    private static SecretReference manager(String field, String rest) {
        int hash = rest.indexOf('#');
        String name = hash < 0 ? rest : rest.substring(0, hash);
        if (name.isBlank()) {
            throw new SecretUnavailableException(
                    field, "'secretsmanager:' must be followed by a secret's name, such as grantkeeper/github#token");
        }
        return new ManagedSecret(name, hash < 0 ? Optional.empty() : Optional.of(rest.substring(hash + 1)));
    }
}
