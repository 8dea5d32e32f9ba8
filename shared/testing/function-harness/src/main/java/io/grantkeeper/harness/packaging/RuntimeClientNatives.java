package io.grantkeeper.harness.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * The native library of AWS's runtime client. The client's jar contains the libraries for four platforms and unpacks
 * one of them at each start. An image needs only the library for its own platform, already unpacked.
 */
final class RuntimeClientNatives {
    private static final String FOLDER = "jni/";

    private RuntimeClientNatives() {}

    /** Extracts this machine's native library from the jar, and removes the libraries of all platforms from the jar. */
    static Path extract(Path jar, Path folder) throws IOException {
        Path target = folder.resolve("libaws-lambda-jni.so");
        Path rest = folder.resolve("rest.jar");
        try (var zip = new ZipFile(jar.toFile());
                OutputStream file = Files.newOutputStream(rest);
                var out = new ZipOutputStream(file)) {
            ZipEntry mine = zip.getEntry(FOLDER + "libaws-lambda-jni.linux-" + architecture() + ".so");
            if (mine == null) {
                throw new IOException("%s has no native library for this machine (%s); Lambda runs on x86-64 and arm64"
                        .formatted(jar.getFileName(), System.getProperty("os.arch")));
            }
            try (InputStream bytes = zip.getInputStream(mine)) {
                Files.copy(bytes, target);
            }
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (!entry.getName().startsWith(FOLDER)) {
                    ZipEntry copy = new ZipEntry(entry.getName());
                    copy.setTime(0);
                    out.putNextEntry(copy);
                    try (InputStream bytes = zip.getInputStream(entry)) {
                        bytes.transferTo(out);
                    }
                }
            }
        }
        Files.move(rest, jar, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        return target;
    }

    private static String architecture() {
        return switch (System.getProperty("os.arch")) {
            case "aarch64" -> "aarch_64";
            case "amd64" -> "x86_64";
            case String other -> other;
        };
    }
}
