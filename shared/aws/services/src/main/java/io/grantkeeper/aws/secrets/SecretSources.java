package io.grantkeeper.aws.secrets;

import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.json.JsonTrees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Reads secrets from the places that references point to. Exceptions are not chained, because a parser's message can
 * contain a part of the value.
 */
final class SecretSources implements SecretReference.Places {
    /**
     * The maximum size of a file, in bytes. The limit is far larger than any key. It only prevents a file that was
     * specified by mistake, such as a log file, from being read into memory.
     */
    private static final long MAX_FILE = 64L * 1024;

    private final Map<String, String> environment;
    private final Supplier<SecretsManagerClient> secretsManager;

    SecretSources(Map<String, String> environment, Supplier<SecretsManagerClient> secretsManager) {
        this.environment = Map.copyOf(environment);
        this.secretsManager = secretsManager;
    }

    Secret read(String field, SecretReference reference) {
        String stripped =
                reference.readFrom(this, field).strip(); // the trailing line break of a file is not part of the token
        if (stripped.isEmpty()) {
            throw new SecretUnavailableException(field, "the referenced secret is empty; enter its value");
        }
        return Secret.of(stripped);
    }

    @Override
    public String environment(String field, String name) {
        String value = environment.get(name);
        if (value == null) {
            throw new SecretUnavailableException(
                    field,
                    "the environment variable %s is not set; set it, or use another reference: %s"
                            .formatted(name, SecretReference.FORMS));
        }
        return value;
    }

    @Override
    public String file(String field, Path path) {
        try {
            if (Files.size(path) > MAX_FILE) {
                throw new SecretUnavailableException(
                        field,
                        "the file %s has more than 64 KB; use the path of the file that contains the secret"
                                .formatted(path));
            }
            return Files.readString(path);
        } catch (NoSuchFileException e) {
            throw new SecretUnavailableException(field, "the file %s does not exist; create it".formatted(path));
        } catch (AccessDeniedException e) {
            throw new SecretUnavailableException(
                    field,
                    "the file %s cannot be read; give the user that runs Grantkeeper read permission".formatted(path));
        } catch (IOException e) {
            throw new SecretUnavailableException(field, "the file %s is not text; check its content".formatted(path));
        }
    }

    @Override
    public String manager(String field, String name, Optional<String> jsonKey) {
        String value = managed(field, name);
        return jsonKey.map(key -> member(field, name, key, value)).orElse(value);
    }

    private String managed(String field, String name) {
        try {
            GetSecretValueResponse response = secretsManager.get().getSecretValue(request -> request.secretId(name));
            String text = response.secretString();
            return text == null ? response.secretBinary().asUtf8String() : text;
        } catch (ResourceNotFoundException e) {
            throw new SecretUnavailableException(
                    field, "Secrets Manager has no secret '%s' in this account and region; create it".formatted(name));
        } catch (UncheckedIOException e) {
            throw new SecretUnavailableException(field, "the secret '%s' is binary; store it as text".formatted(name));
        } catch (SecretsManagerException e) {
            if (e.statusCode() >= 500 || e.isThrottlingException()) {
                throw unreachable(field, name);
            }
            throw new SecretUnavailableException(
                    field,
                    "Secrets Manager denied access to '%s' (%s); allow secretsmanager:GetSecretValue on it"
                            .formatted(
                                    name,
                                    e.awsErrorDetails() == null
                                            ? "no code"
                                            : e.awsErrorDetails().errorCode()));
        } catch (SdkException e) {
            throw unreachable(field, name);
        }
    }

    private static SecretUnavailableException unreachable(String field, String name) {
        return SecretUnavailableException.forNow(
                field,
                "Secrets Manager cannot be reached for '%s'; if this persists, check region and network"
                        .formatted(name));
    }

    private static String member(String field, String name, String key, String json) {
        JsonNode object;
        try {
            object = JsonTrees.read(json);
        } catch (JacksonException e) {
            throw new SecretUnavailableException(
                    field, "the secret '%s' is not JSON; remove '#%s', or store a JSON object".formatted(name, key));
        }
        JsonNode member = object.path(key);
        if (!member.isString()) {
            throw new SecretUnavailableException(
                    field, "the secret '%s' has no text member '%s'; add it".formatted(name, key));
        }
        return member.stringValue();
    }
}
