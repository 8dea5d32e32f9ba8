package io.grantkeeper.aws.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Files of which only the owner may know")
class OwnerOnlyFilesTest {
    @TempDir
    private Path temporary;

    @BeforeEach
    void requirePermissions() {
        Assumptions.assumeTrue(
                temporary.getFileSystem().supportedFileAttributeViews().contains("posix"),
                "this file system has no permissions");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private Path openTo(String everyone, Path path) throws IOException {
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(everyone));
    }

    @Test
    void areInFolderThatOnlyOwnerCanOpen() throws IOException {
        Path created = OwnerOnlyFiles.folder(temporary.resolve("a/b"));
        assertThat(permissions(created)).isEqualTo("rwx------");
        assertThat(permissions(created.getParent())).isEqualTo("rwx------");
        Path existing = openTo("rwxrwxrwx", Files.createDirectory(temporary.resolve("existing")));
        assertThat(permissions(OwnerOnlyFiles.folder(existing))).isEqualTo("rwx------");
    }

    @Test
    void areReadableOnlyByOwnerWhetherNewOrExisting() throws IOException {
        Path file = temporary.resolve("file");
        OwnerOnlyFiles.write(file, "first");
        assertThat(permissions(file)).isEqualTo("rw-------");
        var _ = openTo("rw-rw-rw-", file);
        var _ = openTo("rw-rw-rw-", Files.createFile(temporary.resolve("file.new"))); // of an interrupted write
        OwnerOnlyFiles.write(file, "second");
        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThat(file).hasContent("second");
        assertThat(temporary).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void areRestrictedAfterLibraryCreatesThem() throws IOException {
        Path file = openTo("rw-r--r--", Files.createFile(temporary.resolve("shared-local-instance.db")));
        OwnerOnlyFiles.restrictFilesIn(temporary);
        assertThat(permissions(file)).isEqualTo("rw-------");
    }
}
