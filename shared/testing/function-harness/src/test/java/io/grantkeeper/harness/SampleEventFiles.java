package io.grantkeeper.harness;

import io.grantkeeper.functions.runtime.EventCodec;
import io.grantkeeper.functions.runtime.FunctionApplicationContext;
import io.grantkeeper.functions.runtime.FunctionModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The sample events of every function on the class path. */
final class SampleEventFiles {
    /** The folder of the samples; tests run in their module's folder. */
    static final Path ROOT = Path.of("../../../events/samples");

    private SampleEventFiles() {}

    record Sample(FunctionModule<?, ?> module, Path file) {
        boolean is(String kind) {
            return file.getFileName().toString().startsWith(kind);
        }

        @Override
        public String toString() {
            return module.name() + "/" + file.getFileName();
        }
    }

    static Stream<Sample> all() {
        return FunctionApplicationContext.modules().stream()
                .flatMap(module -> files(module).stream().map(file -> new Sample(module, file)));
    }

    static List<Path> files(FunctionModule<?, ?> module) {
        try (Stream<Path> files = Files.list(ROOT.resolve(module.name()))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("function %s has no samples".formatted(module.name()), e);
        }
    }

    static <I> I read(FunctionModule<I, ?> module, Path file) {
        try (InputStream json = Files.newInputStream(file)) {
            return EventCodec.of(module.input()).read(json);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(file), e);
        }
    }
}
