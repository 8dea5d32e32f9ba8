package io.grantkeeper.aws.local;

import com.almworks.sqlite4java.SQLiteBackup;
import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import java.nio.file.Path;

/** Copies DynamoDB Local's database file with SQLite's online backup, and waits for writes to it. */
final class LocalDynamoDbBackup {
    private static final int ALL_PAGES = -1;
    /** The maximum time to wait for a write of another process, in milliseconds. */
    private static final int BUSY = 10_000;

    private LocalDynamoDbBackup() {}

    /**
     * Writes a consistent copy of a database that another process may be using.
     *
     * @throws IllegalStateException if the database cannot be copied
     */
    static void write(Path database, Path copy) {
        SQLiteConnection from = new SQLiteConnection(database.toFile());
        try {
            from.openReadonly();
            from.setBusyTimeout(BUSY);
            SQLiteBackup backup = from.initializeBackup(copy.toFile());
            try {
                while (!backup.backupStep(ALL_PAGES)) {
                    Thread.onSpinWait();
                }
            } finally {
                backup.dispose(true);
            }
        } catch (SQLiteException e) {
            throw new IllegalStateException(
                    "the database %s cannot be copied: %s".formatted(database, e.getMessage()), e);
        } finally {
            from.dispose();
        }
    }

    /**
     * Waits until no other connection uses a database. DynamoDB Local returns from its shutdown before it has completed
     * the last write. If the database were opened during this time, opening it would fail.
     */
    static void awaitWrites(Path database) {
        SQLiteConnection connection = new SQLiteConnection(database.toFile());
        try {
            connection.open(false);
            connection.setBusyTimeout(BUSY);
            connection.exec("BEGIN EXCLUSIVE").exec("ROLLBACK");
        } catch (SQLiteException _) {
            // The next use of the database reports what is wrong with it.
        } finally {
            connection.dispose();
        }
    }
}
