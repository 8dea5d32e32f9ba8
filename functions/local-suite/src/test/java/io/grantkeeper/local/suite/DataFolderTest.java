package io.grantkeeper.local.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The data folder")
class DataFolderTest {
    private static final TenantId TENANT = new TenantId("acme");

    @TempDir
    private Path folder;

    /** Returns the files and folders that users other than the owner can access, each with its permissions. */
    private static Set<String> open(Path data) throws IOException {
        Set<String> open = new TreeSet<>();
        try (Stream<Path> all = Files.walk(data)) {
            for (Path path : all.toList()) {
                String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
                String expected = Files.isDirectory(path) ? "rwx------" : "rw-------";
                if (!permissions.equals(expected)) {
                    open.add(data.relativize(path) + " " + permissions);
                }
            }
        }
        return open;
    }

    private static void use(Path data) {
        LocalSuiteStores.open(data).close();
        new LocalLedger(Optional.empty(), Optional.of(data)).export().export(TENANT, 1, "a checkpoint");
        TableStreamPosition position = new TableStreamPosition(Optional.of(data));
        position.advance("shard", "1");
        position.save();
    }

    @Test
    void isReadableOnlyByItsOwner() throws IOException {
        Path data = folder.resolve("data");
        use(data);
        assertThat(data.resolve("dynamodb/shared-local-instance.db")).exists();
        assertThat(data.resolve("checkpoints/acme/0000000000000000001"))
                .content()
                .isEqualTo("a checkpoint");
        assertThat(open(data)).isEmpty();
    }

    @Test
    void removesPermissionsOfOthersIfOlderVersionCreatedIt() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        use(data);
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(
                data.resolve("dynamodb/shared-local-instance.db"), PosixFilePermissions.fromString("rw-r--r--"));
        use(data);
        assertThat(open(data)).isEmpty();
    }
}
