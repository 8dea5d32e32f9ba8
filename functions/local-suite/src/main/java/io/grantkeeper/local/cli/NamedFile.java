package io.grantkeeper.local.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files that somebody names on the command line: what is wrong with one is told in a sentence that names it. */
final class NamedFile {
    private NamedFile() {}

    /**
     * Reads one, but no more of it than a byte over the limit.
     *
     * @throws IllegalArgumentException where it cannot be read
     */
    static byte[] bytes(Path file, int most) {
        requireNoFolder(file);
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(most + 1);
        } catch (IOException e) {
            throw new IllegalArgumentException(because(file, e), e);
        }
    }

    /**
     * Reads one that holds text.
     *
     * @throws IllegalArgumentException where it cannot be read, is longer, or is no UTF-8
     */
    static String text(Path file, int most) {
        byte[] bytes = bytes(file, most);
        if (bytes.length > most) {
            throw new IllegalArgumentException(
                    "%s is longer than %d bytes, so it is not what is asked for".formatted(file, most));
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("%s is not UTF-8 text".formatted(file), e);
        }
    }

    /** @throws IllegalArgumentException where it cannot be written */
    static void write(Path file, byte[] bytes) {
        requireNoFolder(file);
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new IllegalArgumentException(because(file, e), e);
        }
    }

    private static void requireNoFolder(Path file) {
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException("%s is a folder; name a file".formatted(file));
        }
    }

    /** What of a file or folder did not work, in words that are not the operating system's. */
    static String because(Path file, IOException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "%s is not there".formatted(file);
            case AccessDeniedException _ -> "%s may not be read or written by you".formatted(file);
            case FileAlreadyExistsException _ -> "%s is a file; name a folder".formatted(file);
            default -> "%s cannot be read or written".formatted(file);
        };
    }
}
