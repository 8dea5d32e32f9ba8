package io.grantkeeper.infra.stacks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awscdk.services.lambda.Code;

/** Where functions' code comes from. */
@FunctionalInterface
public interface Bundles {
    /** @param folder under {@code functions} */
    Code of(String folder);

    /** Those that {@code scripts/package} made. */
    static Bundles built(Path repository) {
        return folder -> {
            Path bundle = repository.resolve("target/bundles/%s.zip".formatted(folder));
            if (!Files.isRegularFile(bundle)) {
                throw new IllegalStateException(
                        "the bundle of %s is not built: run scripts/deploy, which builds it".formatted(folder));
            }
            return Code.fromAsset(bundle.toString());
        };
    }

    /**
     * A stand-in for all of them, of the same bytes each time: for looking at templates before anything is built.
     *
     * @param folder where it is put
     */
    static Bundles absent(Path folder) {
        Path bundle = folder.resolve("absent.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(bundle))) {
            ZipEntry entry = new ZipEntry("lib/absent.txt");
            entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
            zip.putNextEntry(entry);
            zip.write("This stands in for a function's bundle.".getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + bundle, e);
        }
        return _ -> Code.fromAsset(bundle.toString());
    }
}
