package io.grantkeeper.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** Reads and writes files that are named on the command line. An error message is one sentence that names the file. */
final class CommandLineFile {
    private CommandLineFile() {}

    /**
     * Reads a file, up to one byte more than the limit, so that the caller can detect and report a file that is too
     * large.
     *
     * @param most the limit, in bytes
     * @throws IllegalArgumentException if the file cannot be read
     */
    static byte[] bytes(Path file, int most) {
        requireNoFolder(file);
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(most + 1);
        } catch (IOException e) {
            throw new IllegalArgumentException(describe(file, e), e);
        }
    }

    /**
     * Reads a text file.
     *
     * @param most the maximum size of the file, in bytes
     * @throws IllegalArgumentException if the file cannot be read, is too long, or is not UTF-8
     */
    static String text(Path file, int most) {
        byte[] bytes = bytes(file, most);
        if (bytes.length > most) {
            throw new IllegalArgumentException(
                    "%s is longer than %d bytes, so it is not the expected file".formatted(file, most));
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer text = CharBuffer.allocate(bytes.length);
        if (StandardCharsets.UTF_8.newDecoder().decode(in, text, true).isError()) {
            long line = 1
                    + IntStream.range(0, in.position())
                            .filter(i -> bytes[i] == '\n')
                            .count();
            throw new IllegalArgumentException(
                    "%s is not UTF-8 text: line %d contains other bytes; save the file as UTF-8".formatted(file, line));
        }
        return text.flip().toString();
    }

    /**
     * Writes a file.
     *
     * @throws IllegalArgumentException if the file cannot be written
     */
    static void write(Path file, byte[] bytes) {
        requireNoFolder(file);
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new IllegalArgumentException(describe(file, e), e);
        }
    }

    private static void requireNoFolder(Path file) {
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException("%s is a folder; name a file".formatted(file));
        }
    }

    /** Describes a file system error in Grantkeeper's words rather than in the operating system's. */
    static String describe(Path file, IOException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "%s does not exist".formatted(file);
            case AccessDeniedException _ -> "no permission to read or write %s".formatted(file);
            case FileAlreadyExistsException _ -> "%s is a file; name a folder".formatted(file);
            default -> "cannot read or write %s".formatted(file);
        };
    }
}
