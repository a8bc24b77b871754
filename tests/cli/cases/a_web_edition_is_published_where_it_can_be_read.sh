caption note.txt 'A bridge at dawn. (AP Photo/Jane Doe) JAPAN OUT'
captionlint check --no-config --medium internet --use editorial note.txt
expect_status 1
expect_output 'Japan barred by "JAPAN OUT"'
captionlint check --no-config --territory FR --medium internet --use editorial note.txt
expect_status 0
expect_output 'readers in Japan can open a web page too'
captionlint check --no-config --territory FR --medium internet --use editorial --geo-blocked note.txt
expect_status 0
expect_no_output 'readers in Japan'
captionlint check --no-config --territory FR --medium internet --use editorial --geo-blocked=no note.txt
expect_status 1
captionlint check --no-config --territory FR --medium internet --geo-blocked=perhaps note.txt
expect_status 2
expect_error 'geo_blocked'
caption expires.txt 'A bridge at dawn. (AP Photo/Jane Doe) NOT FOR USE AFTER MARCH 15, 2024'
captionlint check --no-config --territory FR --use editorial --at 2024-03-01T12:00Z expires.txt
expect_status 0
expect_output 'remove it after 2024-03-15'
captionlint check --no-config --territory FR --use editorial --at 2024-03-01T12:00Z --until 2024-03-08 expires.txt
expect_status 0
expect_no_output 'remove it after'
