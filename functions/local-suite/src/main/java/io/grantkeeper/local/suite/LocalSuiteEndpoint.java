package io.grantkeeper.local.suite;

import io.grantkeeper.aws.local.OwnerOnlyFiles;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.json.JsonTrees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The API of a suite that runs on this machine. The suite writes its address and a key to its data folder, in a file
 * that only its owner can read, so that the same person's other commands find it. The key is new at each start, and the
 * file is deleted when the suite ends.
 *
 * @param key grants every role, as access to the data folder does
 */
public record LocalSuiteEndpoint(URI address, Secret key) {
    private static final String FILE = "server.json";
    private static final int MAX_FILE = 4_096;
    private static final int KEY_BYTES = 32;

    /** Returns the endpoint at an address, with a new key. */
    static LocalSuiteEndpoint at(URI address) {
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        return new LocalSuiteEndpoint(
                address, Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(random)));
    }

    void announce(Path data) {
        try {
            OwnerOnlyFiles.write(
                    data.resolve(FILE),
                    JsonTrees.write(JsonNodeFactory.instance
                            .objectNode()
                            .put("url", address.toString())
                            .put("key", key.reveal())));
        } catch (IOException e) {
            throw new UncheckedIOException("the address of the suite cannot be written to " + data, e);
        }
    }

    static void withdraw(Path data) {
        try {
            Files.deleteIfExists(data.resolve(FILE));
        } catch (IOException _) {
            // A later reader finds that nothing answers at the address.
        }
    }

    /**
     * Returns the endpoint of the suite that uses a data folder; empty if no suite uses it, or if that suite serves no
     * API.
     */
    public static Optional<LocalSuiteEndpoint> of(Path data) {
        Path file = data.resolve(FILE);
        try {
            if (!EmbeddedInfrastructure.isInUse(data) || !Files.isRegularFile(file) || Files.size(file) > MAX_FILE) {
                return Optional.empty();
            }
            JsonNode json = JsonTrees.read(Files.readString(file, StandardCharsets.UTF_8));
            return Optional.of(new LocalSuiteEndpoint(
                    URI.create(json.path("url").asString("")),
                    Secret.of(json.path("key").asString(""))));
        } catch (IOException | JacksonException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
